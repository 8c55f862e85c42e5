//! Scans a folder with the engine alone: for profilers, which need no command
//! around it: `scan [--detectors-only] [--threads N] PATH…`. Prints a line for each finding, and the bytes read.
#![expect(clippy::print_stdout, reason = "an example talks to a terminal")]

use std::error::Error;
use std::path::PathBuf;

use nosecrets_engine::discover::Root;
use nosecrets_engine::scan::Progress;
use nosecrets_engine::{Config, Scanner};

fn main() -> Result<(), Box<dyn Error>> {
    let mut config = Config::default();
    let mut roots = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match &*argument {
            "--detectors-only" => config.semantic = false,
            "--threads" => config.threads = arguments.next().ok_or("how many threads?")?.parse()?,
            path => roots.push(Root { path: PathBuf::from(path), ..Root::default() }),
        }
    }
    let report = Scanner::new(config).scan(&roots, &Progress::default())?;
    for finding in &report.findings {
        let place = &finding.primary().location;
        println!("{} {}:{}..{}", finding.rule().id(), finding.path().display(), place.start, place.end);
    }
    println!("{} files, {} bytes, {} parsed", report.stats.files, report.stats.bytes, report.stats.parsed);
    Ok(())
}
