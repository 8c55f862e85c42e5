//! The progress line of a long run.

use std::io::Write;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use nosecrets_engine::scan::Progress;

use super::text;
use crate::args::Args;
use crate::environment::Environment;

/// Shorter runs show nothing.
const DELAY: Duration = Duration::from_millis(700);
/// Time between two updates.
const INTERVAL: Duration = Duration::from_millis(100);
/// Moves to the start of the line and clears it.
const CLEAR: &str = "\r\u{1b}[K";

/// Whether someone is watching.
pub(crate) fn is_wanted(args: &Args, environment: &Environment) -> bool {
    environment.err_is_terminal && !environment.ci && !args.output.quiet
}

/// Runs `work`, and draws `progress` meanwhile if `wanted`.
pub(crate) fn watch<T>(progress: &Progress, err: &mut (dyn Write + Send), wanted: bool, work: impl FnOnce() -> T) -> T {
    if !wanted {
        return work();
    }
    thread::scope(|scope| {
        // Dropped when the work is done, or has panicked.
        let (_done, is_done) = mpsc::channel();
        scope.spawn(move || draw(progress, err, &is_done));
        work()
    })
}

fn draw(progress: &Progress, err: &mut (dyn Write + Send), is_done: &Receiver<()>) {
    let mut pause = DELAY;
    while is_done.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
        pause = INTERVAL;
        if write!(err, "{CLEAR}{}", line(progress)).and_then(|()| err.flush()).is_err() {
            return;
        }
    }
    if pause == INTERVAL {
        let _ = write!(err, "{CLEAR}").and_then(|()| err.flush());
    }
}

fn line(progress: &Progress) -> String {
    let files = progress.files.load(Ordering::Relaxed);
    let bytes = text::size(progress.bytes.load(Ordering::Relaxed));
    match progress.total.load(Ordering::Relaxed) {
        0 => format!("    Scanning {}, {bytes}", text::count(files, "file")),
        total => format!("    Scanning {files} of {}, {bytes}", text::count(total, "file")),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;

    use super::{Progress, line, watch};

    #[test]
    fn a_short_run_draws_nothing() {
        let mut err = Vec::new();
        assert_eq!(watch(&Progress::default(), &mut err, true, || 42), 42);
        assert_eq!(err, b"");
    }

    #[test]
    fn the_line_tells_files_and_bytes() {
        let progress = Progress::default();
        progress.files.store(3, Ordering::Relaxed);
        progress.bytes.store(1_500, Ordering::Relaxed);
        assert_eq!(line(&progress), "    Scanning 3 files, 1.5 kB");
        progress.total.store(7, Ordering::Relaxed);
        assert_eq!(line(&progress), "    Scanning 3 of 7 files, 1.5 kB");
    }
}
