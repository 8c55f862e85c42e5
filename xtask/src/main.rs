//! Tasks for the developers of nosecrets: `cargo xtask help`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a developer's tool talks to a terminal")]

mod bench;
mod codegen;
mod corpus;
mod coverage;
mod detector_docs;
mod detectors;
mod emulators;
mod growth;
mod macro_docs;
mod msrv;
mod new_detector;
mod pages;
mod rule_docs;
mod run;
mod rusty_vault;
mod sample;
mod structure;
mod test_all;
mod tryout;

use std::process::ExitCode;

const HELP: &str = "\
Tasks for the developers of nosecrets

cargo xtask try [PATH] [-- OPTIONS]   build the command and run it on a sample full of leaks, or on a crate
cargo xtask try --bless               accept what it now reports on the sample
cargo xtask test                      run every test of the workspace
cargo xtask rusty-vault               hold the provider of Vault against RustyVault, which is built first (minutes; needs OpenSSL)
cargo xtask msrv                      build with the oldest compiler that the libraries promise to work with
cargo xtask bench [--no-peers]         time the command beside other scanners on pinned crates (needs python3)
cargo xtask bench --curve             growth with bytes, threads and detectors
cargo xtask bench --detectors         growth with detectors alone
cargo xtask bench --features [NAME…]  crates, and time of a clean build, with each feature of `nosecrets`
cargo xtask instructions [--bless]    compare counted instructions with the checked-in ones (needs valgrind)
cargo xtask macro-cost                processor time to build the macro, and of one call
cargo xtask build-check-cost          processor time of the check in a build script
cargo xtask growth [PART]             CPU time for n, 2n and 4n bytes of shapes that are meant to hurt
cargo xtask corpus                    precision and recall on the labelled corpus in tests/corpus
cargo xtask corpus --expand DIR       write the corpus, with its labels, to a folder
cargo xtask corpus --tool 'COMMAND {dir}' [--format lines|json|jsonl|sarif]
                                      the same for another tool
cargo xtask check-detectors [DIR] [--only PREFIX,PREFIX]
                                      say what is wrong with detectors' files, and go on where one is broken
cargo xtask coverage FACTS.csv [--detectors DIR] [--only PREFIX,PREFIX] [--reasons FILE.csv] [--recall]
                                      which published formats our detectors find; with --recall also in code, by a scan
cargo xtask codegen [--check]         check the detectors' files and compile them into the tables
cargo xtask rule-docs [--check]       write the pages of the rules into docs/rules
cargo xtask macro-docs [--check]      write the errors of the macros into docs/macros
cargo xtask detector-docs [--check]   write the pages of providers and their index into docs/detectors
cargo xtask structure [--check]       measure files, functions, comments and circles of imports; or hold them to their limits
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
        ["growth"] => growth::run("").map(done),
        ["growth", part] => growth::run(part).map(done),
        ["bench", ref options @ ..] => bench::run(options).map(done),
        ["instructions"] => bench::instructions::check().map(done),
        ["instructions", "--bless"] => bench::instructions::bless().map(done),
        ["macro-cost"] => bench::macro_cost::run().map(done),
        ["build-check-cost"] => bench::build_check_cost::run().map(done),
        ["rusty-vault"] => rusty_vault::run().map(done),
        ["msrv"] => msrv::run(),
        ["corpus", ref options @ ..] => corpus::run(options).map(done),
        ["check-detectors", ref options @ ..] => detectors::check(options).map(done),
        ["coverage", ref options @ ..] => coverage::run(options).map(done),
        ["codegen"] => codegen::write().map(done),
        ["codegen", "--check"] => codegen::check().map(done),
        ["rule-docs"] => rule_docs::pages().write().map(done),
        ["rule-docs", "--check"] => rule_docs::pages().check().map(done),
        ["macro-docs"] => macro_docs::pages()?.write().map(done),
        ["macro-docs", "--check"] => macro_docs::pages()?.check().map(done),
        ["detector-docs"] => detector_docs::pages().write().map(done),
        ["detector-docs", "--check"] => detector_docs::pages().check().map(done),
        ["structure"] => structure::run().map(done),
        ["structure", "--check"] => structure::check().map(done),
        ["new-detector", name] => new_detector::write(name).map(done),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        _ => Err(format!("no such task: `{}`\n\n{HELP}", args.join(" "))),
    }
}
