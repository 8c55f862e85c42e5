//! One file: its windows → findings.

use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use nosecrets_detectors::{Sensitive, Verdict};

use crate::config::Level;
use crate::detect::Found;
use crate::detection::{Detection, Detections};
use crate::file_scan::FileScan;
use crate::finding::{Finding, FindingBuilder, Label};
use crate::location::LineIndex;
use crate::report::{Notice, Report};
use crate::role;
use crate::source::Window;
use crate::spans::Spans;
use crate::suppress;
use crate::wanted::Wanted;
use crate::{armour, pairs, rust, text, text_file, visible};

/// The most parts of a folded value that are shown, beside the first.
const MAX_PARTS: usize = 6;

/// Scans a window and adds what it gave to the report.
pub(crate) fn scan(scan: &FileScan<'_>, window: &Window<'_>, report: &mut Report) {
    let is_rust = role::is_rust(&scan.entry.shown);
    let before = report.stats;
    let mut found = detections(scan, window, is_rust, Some(scan.wanted()), report);
    if scan.config.prefilter && !found.is_empty() {
        report.stats = before;
        found = detections(scan, window, is_rust, None, report);
    }
    pairs::join(window.bytes, is_rust, &scan.config.levels, &mut found.detections);
    if !found.is_empty() {
        add_findings(scan, window, found, report);
    }
}

/// Finds what a window holds, for the detectors that are wanted or for all.
fn detections(
    scan: &FileScan<'_>,
    window: &Window<'_>,
    is_rust: bool,
    wanted: Option<&Wanted>,
    report: &mut Report,
) -> Detections {
    let mut detections = if is_rust && window.whole {
        rust::scan(scan, window.bytes, wanted, report)
    } else {
        report.stats.unparsed += usize::from(is_rust);
        text_file::scan(scan, window, wanted, is_rust)
    };
    add_armoured(scan, window.bytes, is_rust, &mut detections.detections);
    detections
}

/// Adds the keys that no literal or line holds whole. A line of one may
/// look like a token of some kind: what the key's structure says is surer.
fn add_armoured(scan: &FileScan<'_>, source: &[u8], is_rust: bool, detections: &mut Vec<Detection>) {
    let keys = armour::find(scan.config.detectors, source);
    if keys.is_empty() {
        return;
    }
    let is_line = |known: &Detection| {
        // Keys stand in order and apart.
        let number = keys.partition_point(|key| key.span.end <= known.spans[0].start);
        let is_inside = |key: &armour::Armoured| {
            known.spans.iter().all(|span| key.span.start <= span.start && span.end <= key.span.end)
        };
        known.verdict != Verdict::Valid && keys.get(number).is_some_and(is_inside)
    };
    detections.retain(|known| !is_line(known));
    let known: Spans = detections.iter().flat_map(|known| &known.spans).collect();
    for key in keys.into_iter().filter(|key| !known.overlap(&key.span)) {
        let found = Found { matched: key.matched, site: text::site(source, &key.span) };
        let detection =
            Detection::of(scan.config.detectors, &found, &key.token, vec![key.span.clone()], key.span.clone());
        detections.push(Detection {
            context: scan.context_of_line(source, key.span.start, is_rust),
            message: format!("{}, spread over several lines", detection.message),
            ..detection
        });
    }
}

/// Adds the findings and notices that the detections of a window give to the report.
fn add_findings(scan: &FileScan<'_>, window: &Window<'_>, found: Detections, report: &mut Report) {
    let lines = LineIndex::new(window.bytes, window.base);
    let secrets = secrets(window.bytes, &found.detections);
    let mut findings: Vec<_> = found
        .detections
        .into_iter()
        .filter(|detection| window.owned.contains(&detection.spans[0].start))
        .filter_map(|detection| {
            let host = detection.host.clone();
            Some((finding(scan, detection, &lines, &secrets)?, host))
        })
        .collect();
    findings.sort_by(|(a, _), (b, _)| a.sort_key().cmp(&b.sort_key()));
    number(&mut findings);
    if scan.config.honour_markers {
        honour_markers(window.bytes, &lines, &mut findings);
    }
    let is_secret = |said: &Range<usize>| {
        let from = secrets.partition_point(|secret| secret.end <= said.start);
        secrets.get(from).is_some_and(|secret| secret.start < said.end)
    };
    suppress::apply(
        scan.config.detectors,
        found.suppressions,
        &mut findings,
        &is_secret,
        &mut |id, span, message, help| {
            let level = scan.config.levels.of_notice(id);
            if level != Level::Allow {
                report.notices.push(Notice {
                    id,
                    level,
                    path: scan.entry.shown.clone(),
                    location: lines.locate(span),
                    excerpt: lines.excerpt(span, &secrets),
                    message: visible::line(&message),
                    help: help.as_deref().map(visible::line),
                });
            }
        },
    );
    report.findings.extend(findings.into_iter().map(|(finding, _)| finding));
}

/// The finding of a detection; none if its rule is allowed.
fn finding(
    scan: &FileScan<'_>,
    detection: Detection,
    lines: &LineIndex<'_>,
    secrets: &[Range<usize>],
) -> Option<Finding> {
    let rule = detection.rule;
    let level = scan.config.levels.of(rule);
    if level == Level::Allow {
        return None;
    }
    let label = |span: &Range<usize>, message: String| Label {
        location: lines.locate(span),
        excerpt: lines.excerpt(span, secrets),
        message,
    };
    let (first, rest) = detection.spans.split_first()?;
    let partners = detection.partners.iter().filter_map(|partner| Some((partner.spans.first()?, &partner.message)));
    let builder = FindingBuilder {
        rule,
        path: &scan.entry.shown,
        role: scan.entry.role,
        context: detection.context,
        origin: detection.origin,
        verdict: detection.verdict,
        level,
        primary: label(first, detection.message),
        secondary: rest
            .iter()
            .take(MAX_PARTS)
            .enumerate()
            .map(|(at, span)| label(span, part_message(at, rest.len())))
            .chain(partners.map(|(span, message)| label(span, message.clone())))
            .collect(),
        holder: detection.holder,
        evidence: detection.evidence,
    };
    Some(builder.build(detection.value.as_ref().map(Sensitive::expose), &detection.subject))
}

/// Everything that must be masked: what was found, reported or not, and the
/// same values where nothing gives them away; in order and apart.
fn secrets(source: &[u8], detections: &[Detection]) -> Vec<Range<usize>> {
    let mut secrets: Spans = detections.iter().flat_map(Detection::secrets).collect();
    let is_known = |detection: &&Detection| detection.is_secret;
    let values = detections.iter().filter(is_known).filter_map(|detection| detection.value.as_ref());
    let values: BTreeSet<&[u8]> = values.map(Sensitive::expose).filter(|value| value.len() >= MIN_MASKED).collect();
    // One search for all of them: a file may hold thousands. It is made for one file, so it
    // must not take long to make.
    let kind = Some(AhoCorasickKind::NoncontiguousNFA);
    if let Ok(search) = AhoCorasick::builder().kind(kind).build(values) {
        search.find_iter(source).for_each(|found| secrets.insert(&found.range()));
    }
    secrets.into_vec()
}

/// The shortest value that is masked wherever it stands in a file, in bytes:
/// shorter ones are words.
const MIN_MASKED: usize = 6;

/// What to say at the part after the first with this number.
fn part_message(at: usize, parts: usize) -> String {
    match parts.checked_sub(MAX_PARTS) {
        Some(more @ 1..) if at + 1 == MAX_PARTS => format!("and this part, and {more} more"),
        _ => "and this part".into(),
    }
}

/// Tells findings with equal fingerprints apart.
fn number(findings: &mut [(Finding, Range<usize>)]) {
    let mut seen = std::collections::HashMap::new();
    for (finding, _) in findings {
        let count = seen.entry(finding.fingerprint().to_owned()).or_insert(0);
        finding.set_ordinal(*count);
        *count += 1;
    }
}

fn honour_markers(source: &[u8], lines: &LineIndex<'_>, findings: &mut [(Finding, Range<usize>)]) {
    // A line of megabytes may hold thousands of findings: it is read once.
    let mut last: Option<(usize, Option<&str>)> = None;
    for (finding, host) in findings {
        let line = lines.line_of(host.start);
        let read = || (line, suppress::foreign_marker(&source[lines.line_range(line)]));
        let (_, marker) = *last.insert(last.filter(|(known, _)| *known == line).unwrap_or_else(read));
        if let Some(marker) = marker {
            finding.suppress("has another tool's marker", marker.to_owned());
        }
    }
}
