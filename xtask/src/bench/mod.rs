//! Times the command beside other scanners on the same published crates, in one
//! run: `cargo xtask bench`.
//!
//! | file | what |
//! |---|---|
//! | `corpus` | the pinned crates, and parts of them by size |
//! | `tool` | what is timed, and how it is had |
//! | `measure` | one run: wall time, processor time, memory |
//! | `report` | the table and the chart in `docs` |
//! | `curve` | growth with bytes, threads and detectors |
//! | `features` | what each feature of `nosecrets` costs its users |
//! | `few` | the engine with some of the detectors |
//! | `macro_cost` | what the macro costs those who use it |
//! | `build_check_cost` | what the check in a build script costs |
//! | `instructions` | the guard against regressions, by instruction counts |

pub(crate) mod build_check_cost;
mod corpus;
mod curve;
mod features;
mod few;
pub(crate) mod instructions;
pub(crate) mod macro_cost;
mod measure;
mod report;
mod tool;

use std::path::PathBuf;

use crate::run::workspace;
use measure::Series;
use tool::Tool;

/// Counted runs of each tool, after one that warms the caches.
const RUNS: usize = 5;

/// A tool that takes longer than this is run once, in seconds.
const SLOW: f64 = 60.0;

/// Times all tools in turn and writes the table, or the curve.
pub(crate) fn run(options: &[&str]) -> Result<(), String> {
    match *options {
        [] => compare(true),
        ["--no-peers"] => compare(false),
        ["--curve"] => curve::run(),
        ["--detectors"] => curve::detectors(),
        ["--features", ref only @ ..] => features::run(only),
        _ => Err(format!("no such option of bench: `{}`", options.join(" "))),
    }
}

/// Where everything that is fetched and built for it goes.
fn folder() -> Result<PathBuf, String> {
    let folder = workspace().join("target/bench");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

fn compare(with_peers: bool) -> Result<(), String> {
    let folder = folder()?;
    let corpus = corpus::fetch(&folder)?;
    let mut tools = tool::ours()?;
    if with_peers {
        for (name, peer) in tool::peers(&folder) {
            match peer {
                Ok(peer) => tools.push(peer),
                Err(why) => eprintln!("{name} is left out: {why}"),
            }
        }
    }
    let series = in_turn(&tools, &corpus.display().to_string())?;
    let size = corpus::size(&corpus)?;
    report::write(&size, &tools, &series)
}

/// Runs each tool once to warm up, then all of them in turn, so that whatever
/// else the machine does falls on all.
fn in_turn(tools: &[Tool], corpus: &str) -> Result<Vec<Series>, String> {
    let mut series: Vec<Series> = tools.iter().map(|_| Series::default()).collect();
    for run in 0..=RUNS {
        for (tool, series) in tools.iter().zip(&mut series) {
            if series.is_slow(SLOW) {
                continue;
            }
            eprintln!("run {run} of {RUNS}: {}", tool.name);
            let once = measure::time(&tool.command(corpus), tool.count)?;
            if run > 0 || once.wall > SLOW {
                series.add(once);
            }
        }
    }
    Ok(series)
}
