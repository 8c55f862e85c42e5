//! Pages for the terminal.

use std::fmt::Write;

use nosecrets_detectors::context::{WordList, whole_word};
use nosecrets_detectors::detector::CUSTOM;
use nosecrets_detectors::spec::describe::describe;
use nosecrets_detectors::{Confidence, Detector, Group, Severity, Tier};
use nosecrets_engine::rule::Semantic;
use nosecrets_engine::{Detectors, masks, visible};

use crate::catalogue::{self, Provider, WayOut};
use crate::output::style::Styles;
use crate::output::text::wrap;

/// Indents the continuation lines of a fact.
const FACT: &str = "              ";

/// The source of custom detectors.
const OWN: &str = "custom detectors, in nosecrets.toml";

/// Width of a page, in columns.
const WIDTH: usize = 88;

/// The page of a detector.
pub(super) fn detector(detector: &Detector, detectors: Detectors, styles: &Styles) -> String {
    let mut page = Page::new(detector.id, detector.title, styles);
    let provider = catalogue::provider(detector.provider);
    if let Some(provider) = provider {
        page.fact("provider", &format!("{} ({})", provider.name, provider.url));
        page.fact("keys", provider.console.unwrap_or_default());
    }
    page.fact("from", if detector.is_custom() { OWN } else { "" });
    page.fact("severity", &severity(detector.severity));
    page.fact("confidence", &confidence(detector.confidence));
    page.fact("reported", &reported(detector));
    page.fact("variable", detector.env);
    looks(detector, detectors, &mut page);
    way_out_of(detector, &mut page);
    no_secret(detector.id, &mut page);
    page.list("Links", &provider.map(Provider::way_out).unwrap_or_default().links);
    page.text
}

/// The page of a provider, with all its detectors.
pub(super) fn provider(provider: &Provider, detectors: &[&Detector], styles: &Styles) -> String {
    let mut page = Page::new(provider.id, provider.name, styles);
    page.fact("pages", provider.url);
    page.fact("keys", provider.console.unwrap_or_default());
    page.fact("category", provider.category.unwrap_or_default());
    page.fact("also", &provider.aliases.join(", "));
    page.list("Rules", &detectors.iter().map(rule_line).collect::<Vec<_>>());
    let way_out = provider.way_out();
    remediation(&way_out, &mut page);
    page.list("Links", &way_out.links);
    page.text
}

/// The page of the custom detectors.
pub(super) fn custom(detectors: Detectors, styles: &Styles) -> String {
    let mut page = Page::new(CUSTOM, OWN, styles);
    let own = detectors.all().filter(|detector| detector.is_custom());
    page.list("Rules", &own.map(|detector| rule_line(&detector)).collect::<Vec<_>>());
    page.text
}

fn rule_line(detector: &&Detector) -> String {
    format!("{} ({}): {}", detector.id, detector.severity.name(), detector.title)
}

/// The page of a rule about what the code does: its Markdown, as paragraphs.
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

/// The page of a notice.
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

/// What a leak means and how to fix it, for reports. `mark` precedes each heading.
pub(crate) fn remedy(detector: &Detector, mark: &str) -> String {
    let styles = Styles::plain();
    let mut page = Page { mark, width: usize::MAX, styles: &styles, text: String::new() };
    way_out_of(detector, &mut page);
    no_secret(detector.id, &mut page);
    page.text.trim().to_owned()
}

/// The remediation of a detector. For a custom detector there is only general advice.
fn way_out_of(detector: &Detector, page: &mut Page<'_>) {
    match catalogue::provider(detector.provider) {
        Some(provider) => remediation(&provider.way_out(), page),
        None => {
            page.heading("What to do");
            page.paragraph("Replace the credential, and read it from the environment.");
        }
    }
}

fn looks(detector: &Detector, detectors: Detectors, page: &mut Page<'_>) {
    if let Some(text) = catalogue::text(detector) {
        pattern_facts(text.pattern, page);
        examples(text.positive, text.negative, page);
    } else if let Some(own) = detectors.source(detector.id) {
        // A user may have written anything.
        let fit = |text: &String| visible::line(&masks::mask_among(detectors, text));
        let all = |examples: &[String]| examples.iter().map(fit).collect::<Vec<_>>();
        match &own.regex {
            Some(regex) => {
                page.fact("regex", &fit(&regex.text));
                regex.group.iter().for_each(|group| page.fact("group", &fit(&group.to_string())));
            }
            None => pattern_facts(&fit(&own.pattern), page),
        }
        examples(&all(&own.positive), &all(&own.negative), page);
    }
}

fn pattern_facts(pattern: &str, page: &mut Page<'_>) {
    page.fact("shape", &describe(pattern).unwrap_or_default());
    page.fact("pattern", pattern);
}

fn examples(positive: &[impl AsRef<str>], negative: &[impl AsRef<str>], page: &mut Page<'_>) {
    page.list("Examples that are found (templates: `{hex:32}` is 32 hex digits)", positive);
    page.list("Examples that are not found", negative);
}

fn remediation(way_out: &WayOut, page: &mut Page<'_>) {
    if !way_out.risk.is_empty() {
        page.heading("What a leak means");
        page.paragraph(&way_out.risk);
    }
    page.heading("What to do, in this order");
    for (number, (step, details)) in way_out.steps().into_iter().enumerate() {
        page.step(number + 1, step, details);
    }
    if let Some(call) = way_out.revoke_api {
        page.heading("Revoke through the API");
        page.paragraph(call);
    }
}

fn no_secret(id: &str, page: &mut Page<'_>) {
    page.heading("If it is not a credential");
    page.paragraph("Say so on the line or the line before, with the reason:");
    page.line(&format!("// nosecrets: allow({id}) -- reason"));
}

fn severity(severity: Severity) -> String {
    let means = match severity {
        Severity::Low => "public by design, or useless on its own",
        Severity::Medium => "limited scope, short life or read-only by default",
        Severity::High => "acts on behalf of one service or person",
        Severity::Critical => "controls an account, money or infrastructure",
    };
    format!("{}: {means}", severity.name())
}

fn confidence(confidence: Confidence) -> String {
    let means = match confidence {
        Confidence::Low => "a guess from the names around the value",
        Confidence::Medium => "shape and names agree",
        Confidence::High => "the shape is unique to the vendor, or a checksum is valid",
    };
    format!("{}: {means}", confidence.name())
}

fn reported(detector: &Detector) -> String {
    match detector.tier {
        Tier::Structured => "wherever it occurs".into(),
        Tier::Contextual => near("if one of these words is near", detector),
        Tier::Component => near("only if requested; not secret on its own", detector),
    }
}

fn join(words: WordList) -> String {
    let spelled = |word: &str| whole_word(word).map_or(word.to_owned(), |word| format!("{word} (as a whole word)"));
    words.iter().map(spelled).collect::<Vec<_>>().join(", ")
}

fn near(what: &str, detector: &Detector) -> String {
    let (words, kind) = (join(detector.context), join(detector.kind));
    match (words.is_empty(), kind.is_empty()) {
        (true, _) => what.to_owned(),
        (false, true) => format!("{what}: {words}"),
        (false, false) => format!("{what}: {words}; and one of these nearest to it: {kind}"),
    }
}

/// A page under construction.
struct Page<'s> {
    /// Precedes each heading.
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
        // Writing to a string cannot fail.
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
            let wrapped = wrap(value, FACT, self.width);
            self.line(&format!("{dim}{name:<11}{dim:#}{}", &wrapped[FACT.len() - 1..]));
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

    fn step(&mut self, number: usize, step: &str, details: &[impl AsRef<str>]) {
        self.line(&format!("{number}. {step}"));
        for detail in details {
            let wrapped = wrap(detail.as_ref(), "       ", self.width);
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
