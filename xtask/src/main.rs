//! Tasks for the developers of nosecrets: `cargo xtask help`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a developer's tool talks to a terminal")]

mod bench;
mod codegen;
mod corpus;
mod msrv;
mod new_detector;
mod rule_docs;
mod run;
mod sample;
mod test_all;
mod tryout;

use std::process::ExitCode;

const HELP: &str = "\
Tasks for the developers of nosecrets

cargo xtask try [PATH] [-- OPTIONS]   build the command and run it on a sample full of leaks, or on a crate
cargo xtask try --bless               accept what it now reports on the sample
cargo xtask test                      run every test of the workspace
cargo xtask msrv                      build with the oldest compiler that the libraries promise to work with
cargo xtask bench                     time the command beside kingfisher on pinned crates (needs python3)
cargo xtask corpus                    precision and recall on the labelled corpus in tests/corpus
cargo xtask corpus --expand DIR       write the corpus, with its labels, to a folder
cargo xtask corpus --tool 'COMMAND {dir}' [--format lines|json|jsonl|sarif]
                                      the same for another tool
cargo xtask codegen [--check]         check the detectors' files and compile them into the tables
cargo xtask rule-docs [--check]       write the pages of the rules into docs/rules
cargo xtask new-detector NAME         write a detector file to start from
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    perform(&args).unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::FAILURE
    })
}

fn perform(args: &[&str]) -> Result<ExitCode, String> {
    let done = |()| ExitCode::SUCCESS;
    match *args {
        ["try", "--bless"] => tryout::bless(),
        ["try"] => tryout::run(None, &[]),
        ["try", "--", ref options @ ..] => tryout::run(None, options),
        ["try", path] => tryout::run(Some(path), &[]),
        ["try", path, "--", ref options @ ..] => tryout::run(Some(path), options),
        ["test"] => test_all::run(),
        ["bench"] => bench::run().map(done),
        ["msrv"] => msrv::run(),
        ["corpus", ref options @ ..] => corpus::run(options).map(done),
        ["codegen"] => codegen::write().map(done),
        ["codegen", "--check"] => codegen::check().map(done),
        ["rule-docs"] => rule_docs::write().map(done),
        ["rule-docs", "--check"] => rule_docs::check().map(done),
        ["new-detector", name] => new_detector::write(name).map(done),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        _ => Err(format!("no such task: `{}`\n\n{HELP}", args.join(" "))),
    }
}
