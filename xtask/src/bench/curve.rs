//! How time grows with bytes, with threads and with detectors.

use std::path::Path;
use std::process::Command;

use super::{corpus, few, folder, measure, measure::Series, tool};

/// Sizes of the curve, in megabytes.
const SIZES: [u64; 4] = [1, 10, 100, 500];

/// Runs of each point, after one that warms the caches.
const RUNS: usize = 5;

/// Detectors of the smaller catalogue.
const FEW: usize = 150;

/// Prints the curves.
pub(super) fn run() -> Result<(), String> {
    let folder = folder()?;
    let corpus = corpus::fetch(&folder)?;
    let program = tool::command()?;
    let scan = |path: &str, threads: usize| {
        let mut command = Command::new(&program);
        command.args(["--format", "short", "--quiet", "--no-cache", "--threads", &threads.to_string(), path]);
        point(&command)
    };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    println!("| megabytes | files | wall s | MB/s | CPU s | peak MiB |\n|--:|--:|--:|--:|--:|--:|");
    for megabytes in SIZES {
        let part = corpus::part(&folder, &corpus, megabytes * 1_000_000)?;
        let size = corpus::size(&part)?;
        let series = scan(&part.display().to_string(), processors)?;
        let (wall, cpu, peak) = (series.wall(), series.cpu(), series.peak());
        let pace = size.bytes as f64 / 1e6 / wall;
        println!("| {megabytes} | {} | {wall:.3} | {pace:.0} | {cpu:.2} | {peak:.0} |", size.files);
    }
    println!("\n| threads | wall s | × 1 thread | CPU s | peak MiB |\n|--:|--:|--:|--:|--:|");
    let whole = corpus.display().to_string();
    let mut first = None;
    for threads in (0..).map(|power| 1 << power).take_while(|&threads| threads <= processors) {
        let series = scan(&whole, threads)?;
        let (wall, cpu, peak) = (series.wall(), series.cpu(), series.peak());
        let gain = *first.get_or_insert(wall) / wall;
        println!("| {threads} | {wall:.2} | {gain:.2} | {cpu:.2} | {peak:.0} |");
    }
    println!();
    growth(&folder, &corpus)
}

/// Prints the growth with detectors alone.
pub(super) fn detectors() -> Result<(), String> {
    let folder = folder()?;
    growth(&folder, &corpus::fetch(&folder)?)
}

/// The growth with detectors. The two engines take turns, for the pace of a machine
/// changes from one minute to the next.
fn growth(folder: &Path, corpus: &Path) -> Result<(), String> {
    let engines = [few::engine(folder, Some(FEW))?, few::engine(folder, None)?];
    let mut series = [Series::default(), Series::default()];
    for run in 0..=RUNS {
        for (engine, series) in engines.iter().zip(&mut series) {
            let once = measure::time(Command::new(&engine.program).arg(corpus), None)?;
            if run > 0 {
                series.add(once);
            }
        }
    }
    println!("| detectors | wall s | × few | CPU s |\n|--:|--:|--:|--:|");
    let few = series[0].wall();
    for (engine, series) in engines.iter().zip(&series) {
        let (wall, cpu) = (series.wall(), series.cpu());
        println!("| {} | {wall:.2} | {:.2} | {cpu:.2} |", engine.detectors, wall / few);
    }
    Ok(())
}

fn point(command: &Command) -> Result<Series, String> {
    let mut series = Series::default();
    for run in 0..=RUNS {
        let once = measure::time(command, None)?;
        if run > 0 {
            series.add(once);
        }
    }
    Ok(series)
}
