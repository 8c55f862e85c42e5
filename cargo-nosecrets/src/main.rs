//! The program `cargo-nosecrets`, which `cargo nosecrets` starts.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use anstream::AutoStream;
use cargo_nosecrets::{Environment, Exit, Streams, guarded, run};

fn main() -> ExitCode {
    guarded(start).into()
}

fn start() -> Exit {
    let mut err = AutoStream::always(io::stderr());
    let environment = match Environment::of_process() {
        Ok(environment) => environment,
        Err(error) => {
            // If standard error is gone too, only the exit code is left.
            let _ = writeln!(err, "error: there is no current folder: {error}");
            return Exit::Error;
        }
    };
    if let Err(error) = ctrlc::set_handler(|| cargo_nosecrets::interrupt(end)) {
        let _ = writeln!(err, "warning: Ctrl-C may leave a temporary file behind: {error}");
    }
    let mut out = BufWriter::new(AutoStream::always(io::stdout()));
    let streams = Streams { input: &mut io::stdin(), out: &mut out, err: &mut err };
    run(std::env::args_os(), &environment, streams)
}

/// The exit code that a shell gives a program ended by Ctrl-C.
#[expect(clippy::exit, reason = "the main thread may wait for input or a slow disk, and hears of nothing")]
fn end() {
    std::process::exit(130)
}
