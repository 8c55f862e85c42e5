//! One file: its windows → findings.

use std::ops::Range;
use std::path::Path;

use nosecrets_core::context::Words;
use nosecrets_core::{Sensitive, Verdict};

use crate::config::{Config, Level};
use crate::detect::Found;
use crate::discover::{self, Entry, Role};
use crate::finding::{Finding, FindingBuilder, Label};
use crate::literal::{Context, Origin};
use crate::location::LineIndex;
use crate::report::{Notice, Report};
use crate::rule::Rule;
use crate::rules::Evidence;
use crate::source::Window;
use crate::suppress::{self, Suppression};
use crate::{armour, rust, text, text_file};

/// The most parts of a folded value that are shown, beside the first.
const MAX_PARTS: usize = 6;

/// The scan of one file.
#[derive(Debug)]
pub(crate) struct FileScan<'a> {
    pub(crate) config: &'a Config,
    entry: &'a Entry,
    /// Words of the path and the package.
    pub(crate) words: Words,
}

/// Something in a file that is reported, before it is a finding.
pub(crate) struct Detection {
    pub rule: Rule,
    pub verdict: Verdict,
    /// The credential, if its value is known.
    pub value: Option<Sensitive>,
    /// Tells detections without a value apart.
    pub subject: String,
    /// Whether what stands at the spans must be masked.
    pub is_secret: bool,
    /// Where it stands: for a folded value the parts that it covers.
    pub spans: Vec<Range<usize>>,
    /// The whole literal or text that it stands in.
    pub host: Range<usize>,
    pub origin: Origin,
    pub context: Context,
    /// What to say at the first span.
    pub message: String,
    /// What holds the value, in words.
    pub holder: Option<String>,
    pub evidence: Vec<Evidence>,
}

impl Detection {
    /// The detection of a credential of a known kind.
    pub(crate) fn of(found: &Found, token: &[u8], spans: Vec<Range<usize>>, host: Range<usize>) -> Detection {
        Detection {
            rule: Rule::Detector(found.matched.detector),
            verdict: found.matched.verdict,
            value: Some(Sensitive::new(token)),
            subject: String::new(),
            is_secret: true,
            spans,
            host,
            origin: Origin::Text,
            context: Context::Text,
            message: found.matched.detector.title.to_owned(),
            holder: found.site.holder(),
            evidence: Vec::new(),
        }
    }
}

/// What the scan of a window gave.
#[derive(Default)]
pub(crate) struct Detections {
    pub detections: Vec<Detection>,
    pub suppressions: Vec<Suppression>,
}

impl<'a> FileScan<'a> {
    pub(crate) fn new(config: &'a Config, entry: &'a Entry) -> FileScan<'a> {
        let mut words = Words::new();
        let shown = entry.shown.with_extension("");
        // The folders near the file say what it is about, those far away do not.
        let names: Vec<_> = shown.iter().collect();
        for name in names.iter().rev().take(4).rev().filter_map(|name| name.to_str()) {
            words.push(name);
        }
        if let Some(package) = &entry.package {
            words.push(package);
        }
        FileScan { config, entry, words }
    }

    /// Scans a window and adds what it gave to the report.
    pub(crate) fn window(&self, window: &Window<'_>, report: &mut Report) {
        let is_rust = discover::is_rust(&self.entry.shown);
        let mut detections = if is_rust && window.whole {
            rust::scan(self, window.bytes, report)
        } else {
            report.stats.unparsed += usize::from(is_rust);
            text_file::scan(self, window, is_rust)
        };
        self.armour(window.bytes, is_rust, &mut detections.detections);
        if !detections.detections.is_empty() || !detections.suppressions.is_empty() {
            self.report(window, detections, report);
        }
    }

    /// What the file is for.
    pub(crate) fn role(&self) -> Role {
        self.entry.role
    }

    /// The folder of the file, if it is on disk.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.entry.path.parent().filter(|_| !self.entry.path.as_os_str().is_empty())
    }

    /// Whether rules about what the code does may object to something here.
    ///
    /// Keys and passwords in tests, examples and benches are made up.
    pub(crate) fn wants_events(&self) -> bool {
        let is_made_up = matches!(self.entry.role, Role::Test | Role::Example | Role::Bench);
        self.config.semantic && (self.config.all_contexts || !is_made_up)
    }

    /// Whether the file is Markdown.
    pub(crate) fn is_markdown(&self) -> bool {
        self.entry.shown.extension().is_some_and(|extension| extension == "md")
    }

    /// The context that the file gives its code.
    pub(crate) fn code_context(&self) -> Context {
        match self.entry.role {
            Role::Test | Role::Bench => Context::Test,
            Role::Example => Context::Example,
            Role::BuildScript => Context::BuildScript,
            Role::Library | Role::Binary | Role::Manifest | Role::Other => Context::Production,
        }
    }

    /// Adds the keys that no literal or line holds whole.
    fn armour(&self, source: &[u8], is_rust: bool, detections: &mut Vec<Detection>) {
        for key in armour::find(source) {
            let overlaps = |span: &Range<usize>| span.start < key.span.end && key.span.start < span.end;
            if detections.iter().any(|known| known.spans.iter().any(overlaps)) {
                continue;
            }
            let found = Found { matched: key.matched, site: text::site(source, &key.span) };
            let detection = Detection::of(&found, &key.token, vec![key.span.clone()], key.span.clone());
            detections.push(Detection {
                context: self.context_of_line(source, key.span.start, is_rust),
                message: format!("{}, line by line", detection.message),
                ..detection
            });
        }
    }

    /// The context of a place in a file that is known only by its line.
    fn context_of_line(&self, source: &[u8], at: usize, is_rust: bool) -> Context {
        let start = memchr::memrchr(b'\n', &source[..at]).map_or(0, |end| end + 1);
        match source[start..at].trim_ascii_start() {
            _ if !is_rust => Context::Text,
            [b'/', b'/', b'/' | b'!', ..] => Context::Doc,
            [b'/', b'/', ..] => Context::Comment,
            _ => self.code_context(),
        }
    }

    fn report(&self, window: &Window<'_>, found: Detections, report: &mut Report) {
        let lines = LineIndex::new(window.bytes, window.base);
        // Everything that was found is masked, reported or not.
        let secrets: Vec<_> =
            found.detections.iter().filter(|d| d.is_secret).flat_map(|d| d.spans.iter().cloned()).collect();
        let mut findings: Vec<_> = found
            .detections
            .into_iter()
            .filter(|detection| window.owned.contains(&detection.spans[0].start))
            .filter_map(|detection| {
                let host = detection.host.clone();
                Some((self.finding(detection, &lines, &secrets)?, host))
            })
            .collect();
        findings.sort_by(|(a, _), (b, _)| a.sort_key().cmp(&b.sort_key()));
        number(&mut findings);
        if self.config.honour_markers {
            honour_markers(window.bytes, &lines, &mut findings);
        }
        suppress::apply(found.suppressions, &mut findings, &mut |id, span, message, help| {
            let level = self.config.levels.of_notice(id);
            if level != Level::Allow {
                report.notices.push(Notice {
                    id,
                    level,
                    path: self.entry.shown.clone(),
                    location: lines.locate(span),
                    excerpt: lines.excerpt(span, &secrets),
                    message,
                    help,
                });
            }
        });
        report.findings.extend(findings.into_iter().map(|(finding, _)| finding));
    }

    /// The finding of a detection; none if its rule is allowed.
    fn finding(&self, detection: Detection, lines: &LineIndex<'_>, secrets: &[Range<usize>]) -> Option<Finding> {
        let rule = detection.rule;
        let level = self.config.levels.of(rule);
        if level == Level::Allow {
            return None;
        }
        let label = |span: &Range<usize>, message: String| Label {
            location: lines.locate(span),
            excerpt: lines.excerpt(span, secrets),
            message,
        };
        let (first, rest) = detection.spans.split_first()?;
        let builder = FindingBuilder {
            rule,
            path: &self.entry.shown,
            role: self.entry.role,
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
                .collect(),
            holder: detection.holder,
            evidence: detection.evidence,
        };
        Some(builder.build(detection.value.as_ref().map(Sensitive::expose), &detection.subject))
    }
}

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
    for (finding, host) in findings {
        let line = lines.line_range(lines.line_of(host.start));
        if let Some(marker) = suppress::foreign_marker(&source[line]) {
            finding.suppress("marked for another tool".into(), marker.to_owned());
        }
    }
}
