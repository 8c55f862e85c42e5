//! One run of a tool: wall time, processor time, memory, findings.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a run took.
pub(super) struct Once {
    /// Seconds from start to end.
    pub(super) wall: f64,
    /// Seconds of processors, of user and system together; 0 where the system
    /// does not tell.
    pub(super) cpu: f64,
    /// Most memory in use, in bytes; 0 where the system does not tell.
    pub(super) peak: u64,
    /// Findings that the output speaks of.
    pub(super) findings: Option<usize>,
}

/// The runs of one tool.
#[derive(Default)]
pub(super) struct Series {
    runs: Vec<Once>,
}

impl Series {
    pub(super) fn add(&mut self, once: Once) {
        self.runs.push(once);
    }

    /// Whether its runs take longer than `limit` seconds.
    pub(super) fn is_slow(&self, limit: f64) -> bool {
        self.runs.iter().any(|run| run.wall > limit)
    }

    /// Number of runs that count.
    pub(super) fn len(&self) -> usize {
        self.runs.len()
    }

    /// Median of the wall times, in seconds.
    pub(super) fn wall(&self) -> f64 {
        median(self.runs.iter().map(|run| run.wall))
    }

    /// Median of the processor times, in seconds.
    pub(super) fn cpu(&self) -> f64 {
        median(self.runs.iter().map(|run| run.cpu))
    }

    /// Most memory of any run, in MiB.
    pub(super) fn peak(&self) -> f64 {
        self.runs.iter().map(|run| run.peak).max().unwrap_or_default() as f64 / f64::from(1 << 20)
    }

    /// Findings of the last run.
    pub(super) fn findings(&self) -> Option<usize> {
        self.runs.last()?.findings
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// Runs a command once; exit codes that say "findings" are as good as 0.
pub(super) fn time(command: &Command, count: Option<fn(&str) -> usize>) -> Result<Once, String> {
    let output = std::env::temp_dir().join(format!("nosecrets-bench-{}", std::process::id()));
    let file = fs::File::create(&output).map_err(|error| error.to_string())?;
    let before = children();
    let started = Instant::now();
    let mut child = Command::new(command.get_program())
        .args(command.get_args())
        .stdout(file)
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{command:?}: {error}"))?;
    let mut peak = 0;
    let status = loop {
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            break status;
        }
        peak = peak.max(resident(child.id()));
        std::thread::sleep(Duration::from_millis(2));
    };
    let wall = started.elapsed().as_secs_f64();
    if status.code().is_none() {
        return Err(format!("{command:?}: {status}"));
    }
    let cpu = children() - before;
    let findings = count.map(|count| count(&fs::read_to_string(&output).unwrap_or_default()));
    // What is left behind in the temporary folder does no harm.
    let _ = fs::remove_file(&output);
    Ok(Once { wall, cpu, peak, findings })
}

/// Peak memory of a running process in bytes, as Linux tells it; 0 elsewhere.
fn resident(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).unwrap_or(0) * 1024
}

/// Processor time of all processes that were waited for, in seconds; 0 if this
/// is not Linux.
fn children() -> f64 {
    /// Ticks in a second, on every architecture that Rust runs on.
    const TICKS: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name, in parentheses, may hold blanks; cutime and cstime are the 16th
    // and 17th field: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    fields.skip(13).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / TICKS
}
