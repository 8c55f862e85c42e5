//! Times the command beside kingfisher on the same published crates, in one run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::run::workspace;

/// The version that figures are quoted against.
const PEER: &str = "kingfisher-bin==2.14.0";

/// Counted runs of each tool, after one that warms the caches.
const RUNS: usize = 5;

/// A tool and what its runs took.
struct Tool {
    name: &'static str,
    command: Vec<String>,
    walls: Vec<Duration>,
    peak: u64,
    findings: usize,
    count: fn(&str) -> usize,
}

/// Fetches the corpus and the peer, runs both in turn, prints a table.
pub(crate) fn run() -> Result<(), String> {
    let folder = workspace().join("target/bench");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let corpus = fetch_corpus(&folder)?;
    let mut tools = [
        ours("nosecrets", &corpus, &[])?,
        ours("nosecrets --detectors-only", &corpus, &["--detectors-only"])?,
        peer(&folder, &corpus)?,
    ];
    for run in 0..=RUNS {
        for tool in &mut tools {
            time(tool, run > 0)?;
        }
    }
    print(&corpus, &tools);
    Ok(())
}

/// The pinned crates, vendored with all they need.
fn fetch_corpus(folder: &Path) -> Result<PathBuf, String> {
    let corpus = folder.join("corpus");
    if !corpus.is_dir() {
        let manifest = workspace().join("benches/corpus/Cargo.toml");
        let arguments = ["vendor", "--quiet", "--locked", "--versioned-dirs", "--manifest-path"];
        finish(Command::new("cargo").args(arguments).arg(manifest).arg(&corpus).stdout(Stdio::null()))?;
    }
    Ok(corpus)
}

fn ours(name: &'static str, corpus: &Path, options: &[&str]) -> Result<Tool, String> {
    finish(
        Command::new("cargo")
            .args(["build", "--quiet", "--release", "--package", "cargo-nosecrets"])
            .current_dir(workspace()),
    )?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from);
    let program = target.join("release/cargo-nosecrets");
    Ok(Tool {
        name,
        command: [&*program.to_string_lossy(), "--format", "short", "--quiet"]
            .into_iter()
            .chain(options.iter().copied())
            .chain([&*corpus.to_string_lossy()])
            .map(str::to_owned)
            .collect(),
        walls: Vec::new(),
        peak: 0,
        findings: 0,
        count: |output| output.lines().count(),
    })
}

fn peer(folder: &Path, corpus: &Path) -> Result<Tool, String> {
    let environment = folder.join("kingfisher");
    let program = environment.join("bin/kingfisher");
    if !program.is_file() {
        finish(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
        finish(Command::new(environment.join("bin/pip")).args(["install", "--quiet", PEER]))?;
    }
    let arguments = ["scan", "--no-validate", "--no-update-check", "--git-history", "none", "--format", "jsonl"];
    let command = [program.display().to_string()]
        .into_iter()
        .chain(arguments.map(str::to_owned))
        .chain([corpus.display().to_string()]);
    Ok(Tool {
        name: PEER,
        command: command.collect(),
        walls: Vec::new(),
        peak: 0,
        findings: 0,
        count: |output| output.lines().filter(|line| line.contains("\"finding\"")).count(),
    })
}

/// Runs a command that must succeed.
fn finish(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}")) }
}

/// Runs a tool once; exit codes that say "findings" are as good as 0.
fn time(tool: &mut Tool, counts: bool) -> Result<(), String> {
    let output = std::env::temp_dir().join(format!("nosecrets-bench-{}", std::process::id()));
    let file = fs::File::create(&output).map_err(|error| error.to_string())?;
    let started = Instant::now();
    let mut child = Command::new(&tool.command[0])
        .args(&tool.command[1..])
        .stdout(file)
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{}: {error}", tool.command[0]))?;
    let mut peak = 0;
    while child.try_wait().map_err(|error| error.to_string())?.is_none() {
        peak = peak.max(resident(child.id()));
        std::thread::sleep(Duration::from_millis(2));
    }
    if counts {
        tool.walls.push(started.elapsed());
        tool.peak = tool.peak.max(peak);
    }
    tool.findings = (tool.count)(&fs::read_to_string(&output).unwrap_or_default());
    // What is left behind in the temporary folder does no harm.
    let _ = fs::remove_file(&output);
    Ok(())
}

/// Peak memory of a running process in bytes, as Linux tells it; 0 elsewhere.
fn resident(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).unwrap_or(0) * 1024
}

fn median(times: &[Duration]) -> f64 {
    let mut seconds: Vec<f64> = times.iter().map(Duration::as_secs_f64).collect();
    seconds.sort_by(f64::total_cmp);
    seconds.get(seconds.len() / 2).copied().unwrap_or_default()
}

fn print(corpus: &Path, tools: &[Tool]) {
    println!("{} runs in turn after one to warm up, on {}", RUNS, corpus.display());
    println!("{:<28} {:>10} {:>10} {:>10} {:>10}", "tool", "median s", "ratio", "peak MiB", "findings");
    let base = median(&tools[0].walls);
    for tool in tools {
        let wall = median(&tool.walls);
        println!(
            "{:<28} {wall:>10.2} {:>10.2} {:>10.0} {:>10}",
            tool.name,
            wall / base,
            tool.peak as f64 / f64::from(1 << 20),
            tool.findings
        );
    }
}
