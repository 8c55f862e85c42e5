//! The pipeline, stage after stage.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Instant;

use crate::cache::memory::Memory;
use crate::cache::{self, Cache};
use crate::config::Config;
use crate::discover::{self, Entry, Root};
use crate::error::Error;
use crate::file;
use crate::file_scan::FileScan;
use crate::modules::Modules;
use crate::report::{Report, Skipped};
use crate::role::{self, Role};
use crate::source::{self, Reader};
use crate::wanted::Wanted;

pub use crate::source::{Content, Supply};

/// Stack of a thread that parses: virtual memory, used only as far as code
/// nests.
const STACK: usize = 64 << 20;

/// Scans files with one configuration.
#[derive(Debug)]
pub struct Scanner {
    config: Config,
    modules: Modules,
    wanted: OnceLock<Wanted>,
    /// What need not be looked at, and the settings as the cache knows them.
    cache: Option<(Arc<Cache>, String)>,
}

/// How far a run has come; read from another thread.
#[derive(Debug, Default)]
pub struct Progress {
    /// Files read so far.
    pub files: AtomicUsize,
    /// Files to read; 0 until they are counted.
    pub total: AtomicUsize,
    /// Bytes read so far.
    pub bytes: AtomicU64,
    /// Set to stop the run soon; what was found so far is returned.
    pub cancelled: AtomicBool,
}

impl Scanner {
    /// A scanner with these settings.
    #[must_use]
    pub fn new(config: Config) -> Scanner {
        Scanner { config, modules: Modules::default(), wanted: OnceLock::new(), cache: None }
    }

    /// The same, which passes over files that the cache knows, and tells it of
    /// others. The report is the same.
    #[must_use]
    pub fn with_cache(self, cache: Arc<Cache>) -> Scanner {
        let settings = cache::settings(&self.config);
        Scanner { cache: Some((cache, settings)), ..self }
    }

    /// Scans all files below `roots`.
    ///
    /// # Errors
    /// If a root does not exist. What cannot be read below a root is named in
    /// the report instead.
    pub fn scan(&self, roots: &[Root], progress: &Progress) -> Result<Report, Error> {
        let started = Instant::now();
        let (entries, skipped) = discover::discover(roots, &self.config)?;
        progress.total.store(entries.len(), Ordering::Relaxed);
        let mut report = self.scan_entries(&entries, None, progress)?;
        report.skipped.extend(skipped);
        report.sort();
        report.stats.elapsed = started.elapsed();
        Ok(report)
    }

    /// Scans files whose content `supply` has.
    ///
    /// # Errors
    /// If threads cannot be started.
    pub fn scan_supplied(
        &self,
        entries: &[Entry],
        supply: &mut dyn Supply,
        progress: &Progress,
    ) -> Result<Report, Error> {
        let started = Instant::now();
        progress.total.store(entries.len(), Ordering::Relaxed);
        let mut report = self.scan_entries(entries, Some(&Mutex::new(supply)), progress)?;
        report.sort();
        report.stats.elapsed = started.elapsed();
        Ok(report)
    }

    /// Scans one file that is already in memory.
    #[must_use]
    pub fn scan_bytes(&self, shown: &Path, role: Role, bytes: &[u8]) -> Report {
        let entry = Entry { shown: shown.to_path_buf(), path: PathBuf::new(), role, package: None };
        // Parsing wants more stack than a caller's thread may have.
        let work = || self.scan_in_memory(&entry, bytes);
        let done = std::thread::scope(|scope| {
            let worker = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
            worker.map(std::thread::ScopedJoinHandle::join)
        });
        match done {
            Ok(Ok(report)) => report,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            // No thread is to be had: the caller's own has to do.
            Err(_) => work(),
        }
    }

    fn scan_in_memory(&self, entry: &Entry, bytes: &[u8]) -> Report {
        let scan = FileScan::new(&self.config, &self.modules, &self.wanted, entry);
        let mut report = Report::default();
        report.stats.files = 1;
        report.stats.bytes = bytes.len() as u64;
        source::visit_whole(bytes, &mut |window| file::scan(&scan, &window, &mut report));
        report.sort();
        report
    }

    fn scan_entries(
        &self,
        entries: &[Entry],
        supply: Option<&Mutex<&mut dyn Supply>>,
        progress: &Progress,
    ) -> Result<Report, Error> {
        let next = AtomicUsize::new(0);
        let whole = Mutex::new(Report::default());
        let work = || {
            let report = self.work(entries, supply, &next, progress);
            // Poisoned only if another thread panicked, which the scope passes on.
            if let Ok(mut whole) = whole.lock() {
                whole.merge(report);
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..self.threads().min(entries.len()) {
                let builder = std::thread::Builder::new().stack_size(STACK);
                builder.spawn_scoped(scope, work).map_err(Error::Threads)?;
            }
            Ok(())
        })?;
        Ok(whole.into_inner().unwrap_or_default())
    }

    fn threads(&self) -> usize {
        match self.config.threads {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            threads => threads,
        }
    }

    /// Takes one file after another until there are no more.
    fn work(
        &self,
        entries: &[Entry],
        supply: Option<&Mutex<&mut dyn Supply>>,
        next: &AtomicUsize,
        progress: &Progress,
    ) -> Report {
        let mut report = Report::default();
        let mut reader = Reader::default();
        while let Some(entry) = entries.get(next.fetch_add(1, Ordering::Relaxed)) {
            if progress.cancelled.load(Ordering::Relaxed) {
                break;
            }
            let read = self.scan_file(entry, supply, &mut reader, &mut report);
            progress.files.fetch_add(1, Ordering::Relaxed);
            progress.bytes.fetch_add(read, Ordering::Relaxed);
        }
        report
    }

    /// Scans one file; the number of its bytes.
    fn scan_file(
        &self,
        entry: &Entry,
        supply: Option<&Mutex<&mut dyn Supply>>,
        reader: &mut Reader,
        report: &mut Report,
    ) -> u64 {
        let scan = FileScan::new(&self.config, &self.modules, &self.wanted, entry);
        let is_text = role::is_rust(&entry.path);
        let limit = self.config.max_file_size;
        let read = match (supply, &self.cache) {
            (Some(supply), _) => {
                reader.read_from(supply, entry, is_text, limit, &mut |window| file::scan(&scan, &window, report))
            }
            (None, None) => reader.read(&entry.path, is_text, limit, &mut |window| file::scan(&scan, &window, report)),
            (None, Some((cache, settings))) => {
                let mut memory = Memory::of(cache, settings, entry);
                let known = memory.is_as_it_was(&scan, report);
                let mut visit = |window: source::Window<'_>| memory.window(&window, &scan, report);
                let read = known.map_or_else(|| reader.read(&entry.path, is_text, limit, &mut visit), Ok);
                if read.is_ok() {
                    memory.keep(entry);
                }
                read
            }
        };
        match read {
            Ok(bytes) => {
                report.stats.files += 1;
                report.stats.bytes += bytes;
                bytes
            }
            Err(why) => {
                report.skipped.push(Skipped { path: entry.shown.clone(), why });
                0
            }
        }
    }
}
