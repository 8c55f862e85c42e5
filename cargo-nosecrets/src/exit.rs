//! How a run ends.

use std::process::ExitCode;

use nosecrets_engine::{Level, Report};

/// How a run ended; the numbers are a promise to scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: nothing was found, or only warnings.
    Clean,
    /// 1: at least one finding or notice of level deny.
    Findings,
    /// 2: the run could not begin, or could not look at everything.
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

    /// What a report means for the exit code; that it is incomplete counts
    /// more than what it holds, for the rest is not known.
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
