//! One file: its windows → findings.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use nosecrets_detectors::context::Words;
use nosecrets_detectors::{Sensitive, Verdict};

use crate::config::{Config, Level};
use crate::detect::Found;
use crate::detectors::Detectors;
use crate::discover::Entry;
use crate::finding::{Finding, FindingBuilder, Label};
use crate::literal::{Context, Origin};
use crate::location::LineIndex;
use crate::modules::Modules;
use crate::report::{Notice, Report};
use crate::role::{self, Role};
use crate::rule::Rule;
use crate::rules::Evidence;
use crate::source::Window;
use crate::spans::Spans;
use crate::suppress::{self, Suppression};
use crate::wanted::Wanted;
use crate::{armour, generated, pairs, rust, text, text_file, visible};

/// The most parts of a folded value that are shown, beside the first.
const MAX_PARTS: usize = 6;

/// The scan of one file.
#[derive(Debug)]
pub(crate) struct FileScan<'a> {
    pub(crate) config: &'a Config,
    modules: &'a Modules,
    /// Made when a file is first looked at: often the cache knows all of them.
    wanted: &'a OnceLock<Wanted>,
    entry: &'a Entry,
    /// Whether another file declares this one as a module of tests.
    is_test_module: OnceCell<bool>,
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
    /// The constant or key that holds the value; never shown.
    pub key: String,
    /// What completes it.
    pub partners: Vec<Partner>,
    pub evidence: Vec<Evidence>,
}

/// The other half of a credential: the identifier that a secret belongs to.
pub(crate) struct Partner {
    /// Where it stands.
    pub spans: Vec<Range<usize>>,
    /// What to say there.
    pub message: String,
    /// Whether what stands at the spans must be masked.
    pub is_secret: bool,
}

impl Detection {
    /// The detection of a credential of a known kind.
    pub(crate) fn of(
        detectors: Detectors,
        found: &Found,
        token: &[u8],
        spans: Vec<Range<usize>>,
        host: Range<usize>,
    ) -> Detection {
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
            holder: found.site.holder(detectors),
            key: found.site.key(),
            partners: Vec::new(),
            evidence: Vec::new(),
        }
    }
}

impl Partner {
    /// The name of the user whom a password is for.
    pub(crate) fn user(span: Range<usize>) -> Partner {
        Partner { spans: vec![span], message: "with this user name".into(), is_secret: true }
    }
}

impl Detection {
    /// What must be masked.
    fn secrets(&self) -> impl Iterator<Item = &Range<usize>> {
        let own = self.spans.iter().filter(|_| self.is_secret);
        own.chain(self.partners.iter().filter(|partner| partner.is_secret).flat_map(|partner| &partner.spans))
    }
}

/// What the scan of a window gave.
#[derive(Default)]
pub(crate) struct Detections {
    pub detections: Vec<Detection>,
    pub suppressions: Vec<Suppression>,
}

impl Detections {
    fn is_empty(&self) -> bool {
        self.detections.is_empty() && self.suppressions.is_empty()
    }
}

impl<'a> FileScan<'a> {
    pub(crate) fn new(
        config: &'a Config,
        modules: &'a Modules,
        wanted: &'a OnceLock<Wanted>,
        entry: &'a Entry,
    ) -> FileScan<'a> {
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
        FileScan { config, modules, wanted, entry, words, is_test_module: OnceCell::new() }
    }

    /// Scans a window and adds what it gave to the report.
    pub(crate) fn window(&self, window: &Window<'_>, report: &mut Report) {
        let is_rust = role::is_rust(&self.entry.shown);
        let before = report.stats;
        let wanted = self.wanted.get_or_init(|| Wanted::of(self.config));
        let mut detections = self.detections(window, is_rust, Some(wanted), report);
        if self.config.prefilter && !detections.is_empty() {
            report.stats = before;
            detections = self.detections(window, is_rust, None, report);
        }
        pairs::join(window.bytes, is_rust, &self.config.levels, &mut detections.detections);
        if !detections.is_empty() {
            self.report(window, detections, report);
        }
    }

    /// What is in a window of the detectors that are wanted, or of all.
    fn detections(
        &self,
        window: &Window<'_>,
        is_rust: bool,
        wanted: Option<&Wanted>,
        report: &mut Report,
    ) -> Detections {
        let mut detections = if is_rust && window.whole {
            rust::scan(self, window.bytes, wanted, report)
        } else {
            report.stats.unparsed += usize::from(is_rust);
            text_file::scan(self, window, wanted, is_rust)
        };
        self.armour(window.bytes, is_rust, &mut detections.detections);
        detections
    }

    /// What the file is for.
    pub(crate) fn role(&self) -> Role {
        self.entry.role
    }

    /// The file, if it is on disk.
    pub(crate) fn path(&self) -> Option<&Path> {
        Some(&*self.entry.path).filter(|path| !path.as_os_str().is_empty())
    }

    /// The folder of the file, if it is on disk.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.path().and_then(Path::parent)
    }

    /// Whether rules about what the code does may object to something here, as
    /// far as the file's role tells.
    pub(crate) fn may_want_events(&self) -> bool {
        let context = self.context_of_role();
        self.config.semantic && (context == Context::Production || self.config.wants_any_guess(context))
    }

    /// Whether the file is Markdown.
    pub(crate) fn is_markdown(&self) -> bool {
        self.entry.shown.extension().is_some_and(|extension| extension == "md")
    }

    /// The context that the file, of which `source` is the text, gives its code.
    pub(crate) fn code_context(&self, source: &[u8]) -> Context {
        match self.context_of_role() {
            Context::Production if self.is_test_module() => Context::Test,
            Context::Production if generated::is_generated(&self.entry.shown, source) => Context::Generated,
            context => context,
        }
    }

    /// Whether another file declares it as a module of tests.
    pub(crate) fn is_test_module(&self) -> bool {
        let path = &self.entry.path;
        let look = || !path.as_os_str().is_empty() && role::is_rust(path) && self.modules.is_test(path);
        *self.is_test_module.get_or_init(look)
    }

    /// The same, if it has been asked.
    pub(crate) fn known_test_module(&self) -> Option<bool> {
        self.is_test_module.get().copied()
    }

    /// The context that the role of the file gives its code.
    fn context_of_role(&self) -> Context {
        match self.entry.role {
            Role::Test | Role::Bench => Context::Test,
            Role::Example => Context::Example,
            Role::BuildScript => Context::BuildScript,
            Role::Library | Role::Binary | Role::Manifest | Role::Other => Context::Production,
        }
    }

    /// Adds the keys that no literal or line holds whole. A line of one may
    /// look like a token of some kind: what the key's structure says is surer.
    fn armour(&self, source: &[u8], is_rust: bool, detections: &mut Vec<Detection>) {
        let keys = armour::find(self.config.detectors, source);
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
                Detection::of(self.config.detectors, &found, &key.token, vec![key.span.clone()], key.span.clone());
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
            _ => self.code_context(source),
        }
    }

    fn report(&self, window: &Window<'_>, found: Detections, report: &mut Report) {
        let lines = LineIndex::new(window.bytes, window.base);
        let secrets = secrets(window.bytes, &found.detections);
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
        let is_secret = |said: &Range<usize>| {
            let from = secrets.partition_point(|secret| secret.end <= said.start);
            secrets.get(from).is_some_and(|secret| secret.start < said.end)
        };
        suppress::apply(
            self.config.detectors,
            found.suppressions,
            &mut findings,
            &is_secret,
            &mut |id, span, message, help| {
                let level = self.config.levels.of_notice(id);
                if level != Level::Allow {
                    report.notices.push(Notice {
                        id,
                        level,
                        path: self.entry.shown.clone(),
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
        let partners = detection.partners.iter().filter_map(|partner| Some((partner.spans.first()?, &partner.message)));
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
                .chain(partners.map(|(span, message)| label(span, message.clone())))
                .collect(),
            holder: detection.holder,
            evidence: detection.evidence,
        };
        Some(builder.build(detection.value.as_ref().map(Sensitive::expose), &detection.subject))
    }
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
            finding.suppress("marked for another tool", marker.to_owned());
        }
    }
}
