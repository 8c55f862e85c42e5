//! Tasks for the developers of nosecrets: `cargo xtask help`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a developer's tool talks to a terminal")]

mod codegen;
mod new_detector;

use std::process::ExitCode;

const HELP: &str = "\
Tasks for the developers of nosecrets

cargo xtask codegen [--check]     check the detectors' files and compile them into the tables
cargo xtask new-detector NAME     write a detector file to start from
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let result = match args[..] {
        ["codegen"] => codegen::write(),
        ["codegen", "--check"] => codegen::check(),
        ["new-detector", name] => new_detector::write(name),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(format!("no such task: `{}`\n\n{HELP}", args.join(" "))),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
