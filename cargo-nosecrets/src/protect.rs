//! What keeps values inside the process when it dies.
//!
//! A core dump holds all of the memory, and a panic's message may hold a piece of
//! a file. So nothing is dumped, and of a panic only its place is told.

use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

use crate::exit::Exit;

/// Runs `work` so that neither a crash nor a panic gives away what it reads. A
/// panic ends in [`Exit::Error`], for then not everything was looked at.
pub fn guarded(work: impl FnOnce() -> Exit) -> Exit {
    forbid_dumps();
    panic::set_hook(Box::new(tell));
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or(Exit::Error)
}

/// Says where a panic was; never its message. Threads that wait for the one that
/// panicked pass the panic on, which is told only once.
fn tell(panic: &PanicHookInfo<'_>) {
    static TOLD: Once = Once::new();
    TOLD.call_once(|| {
        let place = panic.location().map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default();
        let text = format!(
            "error: nosecrets {} has a defect{place}; the scan is not complete\n  = help: please report this line: {}/issues\n",
            env!("CARGO_PKG_VERSION"),
            env!("CARGO_PKG_REPOSITORY"),
        );
        // With standard error gone too, only the exit code is left to tell.
        let _ = io::stderr().write_all(text.as_bytes());
    });
}

/// No core dumps, of this process and of what it starts.
#[cfg(unix)]
fn forbid_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // A system that refuses is one on which less can be done.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    // A handler that the kernel pipes dumps to does not ask for the limit.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// Elsewhere dumps are the business of the system's error reporting.
#[cfg(not(unix))]
fn forbid_dumps() {}
