//! Pages for the terminal.

use std::fmt::Write;

use nosecrets_core::{Confidence, Detector, Group, Severity, Tier};
use nosecrets_engine::rule::Semantic;

use crate::catalogue::{self, Provider, Remediation};
use crate::output::style::Styles;
use crate::output::text::wrap;

/// Columns of a page.
const WIDTH: usize = 88;

/// The page on a detector.
pub(super) fn detector(detector: &Detector, styles: &Styles) -> String {
    let mut page = Page::new(detector.id, detector.title, styles);
    let provider = catalogue::provider(detector.provider);
    if let Some(provider) = provider {
        page.fact("provider", &format!("{} ({})", provider.name, provider.url));
    }
    page.fact("severity", &severity(detector.severity));
    page.fact("confidence", &confidence(detector.confidence));
    page.fact("reported", &reported(detector));
    page.fact("variable", detector.env);
    looks(detector, &mut page);
    if let Some(provider) = provider {
        remediation(&provider.remediation, &mut page);
    }
    no_secret(detector.id, &mut page);
    if let Some(provider) = provider {
        page.list("Links", provider.remediation.links);
    }
    page.text
}

/// The page on a provider, with all its detectors.
pub(super) fn provider(id: &str, detectors: &[&Detector], styles: &Styles) -> String {
    let provider = catalogue::provider(id);
    let mut page = Page::new(id, provider.map_or(id, |provider| provider.name), styles);
    if let Some(Provider { url, aliases, .. }) = provider {
        page.fact("pages", url);
        page.fact("also", &aliases.join(", "));
    }
    let line = |d: &&Detector| format!("{} ({}): {}", d.id, d.severity.name(), d.title);
    page.list("Rules", &detectors.iter().map(line).collect::<Vec<_>>());
    if let Some(provider) = provider {
        remediation(&provider.remediation, &mut page);
        page.list("Links", provider.remediation.links);
    }
    page.text
}

/// A rule about what the code does: its Markdown, as paragraphs.
pub(super) fn semantic(rule: &Semantic, styles: &Styles) -> String {
    let mut page = Page::new(rule.id, rule.title, styles);
    let default = match rule.group {
        Group::Credential => "deny",
        Group::CryptoConstant | Group::Exposure => "warn",
        Group::Identifier => "allow",
    };
    page.paragraph(&format!(
        "group {}, {default} by default; severity {}, confidence {}",
        rule.group.name(),
        rule.severity.name(),
        rule.confidence.name()
    ));
    page.blank();
    page.text.push_str(rule.page);
    page.text
}

/// The page on a notice.
pub(super) fn notice(id: &str, text: &str, styles: &Styles) -> String {
    let mut page = Page::new(id, "about a suppression in the source", styles);
    for (number, paragraph) in text.split("\n\n").enumerate() {
        if number > 0 {
            page.blank();
        }
        page.paragraph(paragraph);
    }
    page.text
}

/// What a leak means and what to do about it, for reports; `mark` goes before
/// each heading.
pub(crate) fn remedy(detector: &Detector, mark: &str) -> String {
    let styles = Styles::plain();
    let mut page = Page { mark, width: usize::MAX, styles: &styles, text: String::new() };
    match catalogue::provider(detector.provider) {
        Some(provider) => remediation(&provider.remediation, &mut page),
        None => page.paragraph("Replace the credential, and read it from the environment."),
    }
    no_secret(detector.id, &mut page);
    page.text.trim().to_owned()
}

fn looks(detector: &Detector, page: &mut Page<'_>) {
    let Some(text) = catalogue::text(detector) else { return };
    page.fact("shape", text.pattern);
    page.list("Found, for example (templates: `{hex:32}` is 32 hex digits)", text.positive);
    page.list("Not found", text.negative);
}

fn remediation(remedy: &Remediation, page: &mut Page<'_>) {
    if !remedy.risk.is_empty() {
        page.heading("What a leak means");
        page.paragraph(remedy.risk);
    }
    page.heading("What to do, in this order");
    let steps = [
        ("Was it misused?", remedy.check),
        ("Make a new one", remedy.create),
        ("Replace it wherever it is used", remedy.replace),
        ("Revoke the old one", remedy.revoke),
        ("Watch", remedy.watch),
    ];
    let steps = steps.iter().filter(|(_, details)| !details.is_empty());
    for (number, (step, details)) in steps.enumerate() {
        page.step(number + 1, step, details);
    }
    if let Some(call) = remedy.revoke_api {
        page.heading("Revoke by program");
        page.paragraph(call);
    }
}

fn no_secret(id: &str, page: &mut Page<'_>) {
    page.heading("If it is no credential");
    page.paragraph("Say so on the line or the line before, with the reason:");
    page.line(&format!("// nosecrets: allow({id}) -- reason"));
}

fn severity(severity: Severity) -> String {
    let means = match severity {
        Severity::Low => "public by design, or useless alone",
        Severity::Medium => "limited scope, short life or read-only by default",
        Severity::High => "acts in the name of one service or person",
        Severity::Critical => "controls an account, money or infrastructure",
    };
    format!("{}: {means}", severity.name())
}

fn confidence(confidence: Confidence) -> String {
    let means = match confidence {
        Confidence::Low => "a guess from the names around the value",
        Confidence::Medium => "shape and names agree",
        Confidence::High => "the shape is the vendor's alone, or a checksum holds",
    };
    format!("{}: {means}", confidence.name())
}

fn reported(detector: &Detector) -> String {
    match detector.tier {
        Tier::Structured => "wherever it stands".into(),
        Tier::Contextual => near("where one of these words stands near", detector),
        Tier::Component => near("only when asked for; no secret alone", detector),
    }
}

fn near(what: &str, detector: &Detector) -> String {
    let words = detector.context.join(", ");
    if words.is_empty() { what.to_owned() } else { format!("{what}: {words}") }
}

/// A page as it grows.
struct Page<'s> {
    /// Goes before each heading.
    mark: &'s str,
    width: usize,
    styles: &'s Styles,
    text: String,
}

impl<'s> Page<'s> {
    fn new(id: &str, title: &str, styles: &'s Styles) -> Page<'s> {
        let mut page = Page { mark: "", width: WIDTH, styles, text: String::new() };
        let bold = styles.bold;
        page.line_raw(&format!("{bold}{id}{bold:#}: {title}"));
        page.blank();
        page
    }

    fn line_raw(&mut self, line: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.text, "{line}");
    }

    fn line(&mut self, line: &str) {
        self.line_raw(&format!("  {line}"));
    }

    fn blank(&mut self) {
        self.line_raw("");
    }

    fn fact(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            let dim = self.styles.dim;
            self.line(&format!("{dim}{name:<11}{dim:#} {value}"));
        }
    }

    fn heading(&mut self, heading: &str) {
        let (bold, mark) = (self.styles.bold, self.mark);
        self.blank();
        self.line_raw(&format!("{bold}{mark}{heading}{bold:#}"));
        if !mark.is_empty() {
            self.blank();
        }
    }

    fn paragraph(&mut self, text: &str) {
        let wrapped = wrap(text, if self.mark.is_empty() { "  " } else { "" }, self.width);
        self.line_raw(&wrapped);
    }

    fn step(&mut self, number: usize, step: &str, details: &[&str]) {
        self.line(&format!("{number}. {step}"));
        for detail in details {
            let wrapped = wrap(detail, "       ", self.width);
            self.line_raw(&wrapped.replacen("       ", "     - ", 1));
        }
    }

    fn list(&mut self, heading: &str, items: &[impl AsRef<str>]) {
        if !items.is_empty() {
            self.heading(heading);
        }
        for item in items {
            self.line(item.as_ref());
        }
    }
}
