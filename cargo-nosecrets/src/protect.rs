//! Keeps values inside the process when it crashes.
//!
//! A core dump contains all memory, and a panic message may contain part of a file. So nothing is
//! dumped, and only the location of a panic is shown.

use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

use crate::exit::Exit;

/// Runs `work` so that neither a crash nor a panic reveals what it reads. A panic ends in
/// [`Exit::Error`], because the scan is incomplete.
pub fn guarded(work: impl FnOnce() -> Exit) -> Exit {
    forbid_dumps();
    panic::set_hook(Box::new(tell));
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or(Exit::Error)
}

/// Shows the location of a panic, never its message. Threads that wait for the panicking thread
/// propagate the panic, which is shown only once.
fn tell(panic: &PanicHookInfo<'_>) {
    static TOLD: Once = Once::new();
    TOLD.call_once(|| {
        let place = panic.location().map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default();
        let text = format!(
            "error: nosecrets {} has a bug{place}; the scan is not complete\n  = help: please report this line: {}/issues\n",
            env!("CARGO_PKG_VERSION"),
            env!("CARGO_PKG_REPOSITORY"),
        );
        // If standard error is gone too, only the exit code is left.
        let _ = io::stderr().write_all(text.as_bytes());
    });
}

/// Disables core dumps, for this process and those that it starts.
#[cfg(unix)]
fn forbid_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // If the system refuses, there is nothing else to do.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    // A handler that the kernel pipes dumps to ignores the limit.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// Elsewhere, dumps are left to the system's error reporting.
#[cfg(not(unix))]
fn forbid_dumps() {}
