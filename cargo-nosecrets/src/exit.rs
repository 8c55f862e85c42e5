//! Exit codes.

use std::process::ExitCode;

use nosecrets_engine::{Level, Report};

/// How a run ended. Scripts rely on the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: no findings, or only warnings.
    Clean,
    /// 1: at least one finding or notice at level deny.
    Findings,
    /// 2: the run could not start, or could not read everything.
    Error,
}

impl Exit {
    /// The process's exit code.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Error => 2,
        }
    }

    /// The exit code for a report. Incomplete overrides findings, because the rest is unknown.
    pub(crate) fn of(report: &Report) -> Exit {
        if report.is_incomplete() {
            Exit::Error
        } else if report.count(Level::Deny) > 0 {
            Exit::Findings
        } else {
            Exit::Clean
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}
