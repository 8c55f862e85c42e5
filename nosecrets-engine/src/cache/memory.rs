//! One file: whether it is known, and what becomes known of it.

use super::records::{Outcome, Record};
use super::stamp::Stamp;
use super::{Cache, Keyed};
use crate::discover::Entry;
use crate::file;
use crate::file_scan::FileScan;
use crate::neighbours;
use crate::report::Report;
use crate::source::Window;

/// What is known of a file.
pub(crate) struct Memory<'c> {
    cache: &'c Cache,
    /// The hash over what the file is, without its content.
    about: Keyed,
    stamp: Option<Stamp>,
    /// Set when it is known, or becomes known, that the file holds nothing.
    record: Option<Record>,
}

impl<'c> Memory<'c> {
    pub(crate) fn of(cache: &'c Cache, settings: &str, entry: &Entry) -> Memory<'c> {
        let about = Keyed::new(&cache.key)
            .part(settings.as_bytes())
            .part(entry.shown.as_os_str().as_encoded_bytes())
            .part(entry.role.name().as_bytes())
            .part(entry.package.as_deref().map(|name| format!("={name}")).unwrap_or_default().as_bytes());
        Memory { cache, about, stamp: Stamp::of(&entry.path), record: None }
    }

    /// Whether the file is as it was when it held nothing, without reading it:
    /// the number of its bytes then.
    pub(crate) fn is_as_it_was(&mut self, scan: &FileScan<'_>, report: &mut Report) -> Option<u64> {
        let stamp = self.stamp?;
        let record = self.cache.known.by_stamp(self.by_stamp(&stamp))?;
        self.apply(record, scan, report).then_some(stamp.size)
    }

    /// Scans a window of the file, unless it is the whole of it and known.
    pub(crate) fn window(&mut self, window: &Window<'_>, scan: &FileScan<'_>, report: &mut Report) {
        if !window.whole {
            file::scan(scan, window, report);
            return;
        }
        let content = self.about.clone().part(b"content").part(window.bytes).finish();
        let known = self.cache.known.by_content(content);
        if known.is_some_and(|record| self.apply(record, scan, report)) {
            return;
        }
        let before = (report.findings.len(), report.notices.len(), report.stats);
        let asked = neighbours::watch(|| file::scan(scan, window, report));
        let (findings, notices, stats) = before;
        if !asked && (report.findings.len(), report.notices.len()) == (findings, notices) {
            let outcome = Outcome {
                parsed: report.stats.parsed > stats.parsed,
                unparsed: report.stats.unparsed > stats.unparsed,
                is_test: scan.known_test_module(),
            };
            self.record = Some(Record { content, stamp: 0, outcome });
        }
    }

    /// Keeps what is known of the file, which was read to its end or not at all.
    pub(crate) fn keep(self, entry: &Entry) {
        let Some(mut record) = self.record else { return };
        // Between the two looks nothing has happened to the file that was read.
        let stamp = self.stamp.filter(|stamp| Stamp::of(&entry.path) == Some(*stamp));
        record.stamp = stamp.filter(|stamp| stamp.is_settled(self.cache.opened)).map_or(0, |s| self.by_stamp(&s));
        if let Ok(mut seen) = self.cache.seen.lock() {
            seen.push(record);
        }
    }

    fn by_stamp(&self, stamp: &Stamp) -> u128 {
        let mut fields = Vec::new();
        // A loop: build scripts, which are not optimised, do this for every file.
        for field in stamp.fields {
            fields.extend_from_slice(&field.to_le_bytes());
        }
        self.about.clone().part(b"stamp").part(&fields).finish()
    }

    /// Adds to the report what the scan would have, if that depends on nothing
    /// that is otherwise now.
    fn apply(&mut self, record: Record, scan: &FileScan<'_>, report: &mut Report) -> bool {
        let Outcome { parsed, unparsed, is_test } = record.outcome;
        if is_test.is_some_and(|is_test| scan.is_test_module() != is_test) {
            return false;
        }
        report.stats.parsed += usize::from(parsed);
        report.stats.unparsed += usize::from(unparsed);
        self.record = Some(record);
        true
    }
}
