//! The program `cargo-nosecrets`, which `cargo nosecrets` starts.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use anstream::AutoStream;
use cargo_nosecrets::{Environment, Exit, Streams, run};

fn main() -> ExitCode {
    let mut err = AutoStream::always(io::stderr());
    let environment = match Environment::of_process() {
        Ok(environment) => environment,
        Err(error) => {
            // With standard error gone too, only the exit code is left to tell.
            let _ = writeln!(err, "error: there is no current folder: {error}");
            return Exit::Error.into();
        }
    };
    let mut out = BufWriter::new(AutoStream::always(io::stdout()));
    let streams = Streams { input: &mut io::stdin(), out: &mut out, err: &mut err };
    run(std::env::args_os(), &environment, streams).into()
}
