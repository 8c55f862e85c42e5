//! Checks of the detectors as a set.

use std::collections::BTreeMap;
use std::ops::Range;

use super::rng::Rng;
use super::schema::{Detector, File, Remediation};
use super::template;
use crate::catalogue::Catalogue;
use crate::context::Words;
use crate::detector::{Confidence, Severity, Tier};
use crate::judge::{Match, Names};

/// How many tokens are drawn from each template.
const DRAWS: usize = 8;

/// Everything that is wrong with the files and the catalogue made of them, one
/// message each; empty if all is well.
#[must_use]
pub fn check(files: &[File], catalogue: &'static Catalogue) -> Vec<String> {
    let mut problems = Vec::new();
    problems.extend(duplicates(files));
    for file in files {
        problems.extend(check_file(file, catalogue));
    }
    problems
}

/// What is wrong with one file of those that the catalogue is made of.
#[must_use]
pub fn check_file(file: &File, catalogue: &'static Catalogue) -> Vec<String> {
    let mut problems = check_provider(file);
    for detector in &file.detectors {
        let found = check_id(&file.provider.id, detector)
            .into_iter()
            .chain(check_fields(detector))
            .chain(check_examples(detector, catalogue));
        problems.extend(found.map(|fault| format!("{}: {}", detector.id, fault.text)));
    }
    problems
}

/// What is wrong with the value of one of a detector's keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The key.
    pub key: &'static str,
    /// What is wrong.
    pub text: String,
}

impl Fault {
    fn new(key: &'static str, text: impl Into<String>) -> Fault {
        Fault { key, text: text.into() }
    }
}

/// Ids that two detectors have, one message each.
#[must_use]
pub fn duplicates(files: &[File]) -> Vec<String> {
    let mut counts = BTreeMap::new();
    for detector in files.iter().flat_map(|file| &file.detectors) {
        *counts.entry(&detector.id).or_insert(0) += 1;
    }
    counts.retain(|_, count| *count > 1);
    counts.keys().map(|id| format!("{id}: there are two with this id")).collect()
}

fn check_provider(file: &File) -> Vec<String> {
    let provider = &file.provider;
    let mut problems = Vec::new();
    if !is_kebab(&provider.id) {
        problems.push("the id is not kebab-case".to_owned());
    }
    for url in [&provider.url].into_iter().chain(&provider.console) {
        problems.extend(check_url(url));
    }
    match (&provider.remediation, provider.category) {
        (Some(way_out), _) => problems.extend(check_way_out(way_out)),
        (None, Some(_)) => {}
        (None, None) => problems.push("give a `category`, or write `[provider.remediation]`".into()),
    }
    problems.into_iter().map(|problem| format!("{}: {problem}", provider.id)).collect()
}

fn check_url(url: &str) -> Option<String> {
    (!url.starts_with("https://")).then(|| format!("`{url}` is not an https URL"))
}

fn check_way_out(way_out: &Remediation) -> Vec<String> {
    let mut problems: Vec<String> = way_out.links.iter().filter_map(|url| check_url(url)).collect();
    if way_out.risk.trim().len() < 40 {
        problems.push("`risk` is too short".into());
    }
    for (name, steps) in
        [("check", &way_out.check), ("create", &way_out.create), ("revoke", &way_out.revoke), ("watch", &way_out.watch)]
    {
        if steps.is_empty() || steps.iter().any(|step| step.trim().len() < 8) {
            problems.push(format!("`{name}` is empty or too short"));
        }
    }
    problems
}

/// The id of a detector in the catalogue begins with its provider's.
fn check_id(provider: &str, detector: &Detector) -> Option<Fault> {
    let is_right = is_kebab(&detector.id) && detector.id.starts_with(&format!("{provider}-"));
    (!is_right).then(|| Fault::new("id", format!("the id is not kebab-case that begins with `{provider}-`")))
}

/// What is wrong with a detector's texts and words.
#[must_use]
pub fn check_fields(detector: &Detector) -> Vec<Fault> {
    let mut faults = Vec::new();
    if detector.title.ends_with('.') || detector.title.trim().is_empty() {
        faults.push(Fault::new("title", "the title is empty or ends with a period"));
    }
    if !is_screaming(&detector.env) {
        faults.push(Fault::new("env", format!("`{}` is not the name of an environment variable", detector.env)));
    }
    for (key, words) in [("context", &detector.context), ("kind", &detector.kind)] {
        let wrong = words.iter().filter(|word| !is_word(word));
        faults.extend(wrong.map(|word| {
            Fault::new(key, format!("context word `{word}` is not two or more lower-case letters, digits and `_`"))
        }));
    }
    if !detector.kind.is_empty() && detector.context.is_empty() {
        faults.push(Fault::new("kind", "`kind` needs `context`"));
    }
    for (key, examples) in [("positive", &detector.positive), ("negative", &detector.negative)] {
        if examples.len() < 2 {
            faults.push(Fault::new(key, format!("fewer than two {key} examples")));
        }
    }
    faults
}

/// Why a detector cannot be built, if it cannot.
#[must_use]
pub fn check_build(detector: &Detector) -> Vec<Fault> {
    let mut faults = Vec::new();
    if Severity::from_name(&detector.severity).is_none() {
        faults.push(Fault::new("severity", "the severity must be `critical`, `high`, `medium` or `low`"));
    }
    if Confidence::from_name(&detector.confidence).is_none() {
        faults.push(Fault::new("confidence", "the confidence must be `high`, `medium` or `low`"));
    }
    if let Some(name) = detector.validator.as_deref().filter(|name| crate::Validator::from_name(name).is_none()) {
        faults.push(Fault::new("validator", format!("there is no validator `{name}`")));
    }
    let free = !detector.component && detector.context.is_empty();
    if let Some(regex) = &detector.regex {
        faults.extend(super::regex::fault(regex, free));
        return faults;
    }
    match super::compile::compile(&detector.pattern) {
        Err(error) => faults.push(Fault::new("pattern", one_line(&error))),
        Ok(compiled) if free && compiled.anchors.is_empty() => {
            let why = "the pattern has no fixed string of two bytes or more, so the detector needs a `context`";
            faults.push(Fault::new("pattern", why));
        }
        Ok(_) => {}
    }
    faults
}

/// The last line of an error of the regex parser says what is wrong; the
/// others repeat the pattern.
fn one_line(error: &str) -> String {
    let last = error.lines().last().unwrap_or(error);
    format!("the pattern cannot be used: {}", last.strip_prefix("error: ").unwrap_or(last))
}

/// Finds credentials in an example: a catalogue, perhaps together with regexes.
pub trait Finder {
    /// Returns the matches in an example that has these words around it.
    fn find(&self, example: &[u8], words: &Words) -> Vec<Match>;

    /// Returns where an example matches a detector's pattern or regex, whatever else the detector
    /// requires.
    fn shape(&self, detector: &crate::Detector, example: &[u8]) -> Option<Range<usize>>;
}

impl Finder for &'static Catalogue {
    fn find(&self, example: &[u8], words: &Words) -> Vec<Match> {
        Catalogue::find(self, example, Names::all(words), example)
    }

    fn shape(&self, detector: &crate::Detector, example: &[u8]) -> Option<Range<usize>> {
        let end = crate::matcher::match_at(&detector.program, example, 0)?;
        (end == example.len()).then_some(0..end)
    }
}

/// Finds the positives, refuses the negatives, and is claimed by no other.
#[must_use]
pub fn check_examples(detector: &Detector, catalogue: &'static Catalogue) -> Vec<Fault> {
    check_examples_by(detector, catalogue, &catalogue)
}

/// Checks the examples of a detector with a finder that may find more than its table.
#[must_use]
pub fn check_examples_by(detector: &Detector, catalogue: &'static Catalogue, finder: &dyn Finder) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut positive = |token: &[u8]| positive(detector, token, catalogue, finder);
    for (at, example) in detector.positive.iter().enumerate() {
        if let Err(problem) = draws(detector, example, at, true, &mut positive) {
            faults.push(Fault::new("positive", format!("positive example {}: {problem}", at + 1)));
        }
    }
    for (at, example) in detector.negative.iter().enumerate() {
        if let Err(problem) = draws(detector, example, at, false, &mut |token| negative(detector, token, finder)) {
            faults.push(Fault::new("negative", format!("negative example {}: {problem}", at + 1)));
        }
    }
    faults
}

/// Draws tokens from one template and passes them to `check`.
fn draws(
    detector: &Detector,
    example: &str,
    at: usize,
    valid: bool,
    check: &mut dyn FnMut(&[u8]) -> Result<(), String>,
) -> Result<(), String> {
    // One draw in a few hundred holds a word or a run, as a dummy does; two
    // in a row show that the example is wrong.
    let attempts = if valid { 2 } else { 1 };
    for draw in 0..DRAWS {
        let attempt = |attempt: usize| {
            let again = "/again".repeat(attempt);
            let mut rng = Rng::from_seed(&format!("{}/{valid}/{at}/{draw}{again}", detector.id));
            if valid {
                expand_positive(detector, example, &mut rng)
            } else {
                template::expand(example, &mut rng)
            }
        };
        let mut result = check(&attempt(0)?);
        for number in 1..attempts {
            if result.is_err() {
                result = check(&attempt(number)?);
            }
        }
        result?;
    }
    Ok(())
}

/// A token of a positive example, its checksum put right.
///
/// # Errors
/// If the template cannot be expanded.
pub fn expand_positive(detector: &Detector, example: &str, rng: &mut Rng) -> Result<Vec<u8>, String> {
    let validator = detector.validator.as_deref().and_then(crate::Validator::from_name);
    template::expand_valid(example, validator.unwrap_or(crate::Validator::None), rng)
}

fn positive(
    detector: &Detector,
    token: &[u8],
    catalogue: &'static Catalogue,
    finder: &dyn Finder,
) -> Result<(), String> {
    let words = words_of(detector);
    let found = finder.find(token, &words);
    // What stands around a group belongs to the example and not to the token.
    let is_part = detector.regex.as_ref().is_some_and(|regex| super::regex::group(regex) != Ok(Some(0)));
    if is_part && found.iter().any(|found| found.detector.id == detector.id) {
        return Ok(());
    }
    match found.iter().find(|found| found.start == 0 && found.end == token.len()) {
        Some(found) if found.detector.id == detector.id => Ok(()),
        Some(found) => Err(format!("claimed by {}", found.detector.id)),
        None => match found.first() {
            Some(found) => Err(format!(
                "only {} bytes of {} found, by {}",
                found.end - found.start,
                token.len(),
                found.detector.id
            )),
            None => Err(format!("not found ({})", why_not(detector, token, catalogue, finder))),
        },
    }
}

/// The stage that dropped a positive example.
fn why_not(detector: &Detector, example: &[u8], catalogue: &'static Catalogue, finder: &dyn Finder) -> String {
    let Some(built) = catalogue.by_id(&detector.id) else {
        return "not in the catalogue".into();
    };
    let Some(shape) = finder.shape(built, example) else {
        return format!("the {} does not match", if detector.regex.is_some() { "regex" } else { "pattern" });
    };
    let words = words_of(detector);
    let token = &example[shape];
    let body = &token[crate::matcher::fixed_len(&built.program, token)..];
    let entropy = crate::entropy::shannon(body);
    if !built.fits(Names::all(&words)) {
        "the context does not match its own words".into()
    } else if crate::placeholder::is_digest(token, built.classes) {
        "looks like a digest".into()
    } else if !built.is_plausible(token) && crate::placeholder::is_dummy(body, built.classes) {
        "looks like a placeholder".into()
    } else if entropy * 10.0 < f64::from(built.min_entropy) {
        format!("entropy {entropy:.1} is under {:.1}", f64::from(built.min_entropy) / 10.0)
    } else {
        format!("the validator's verdict is {:?}", built.validator.check(token))
    }
}

fn negative(detector: &Detector, token: &[u8], finder: &dyn Finder) -> Result<(), String> {
    let found = finder.find(token, &words_of(detector));
    if found.iter().any(|found| found.detector.id == detector.id) {
        return Err("is found, but must not be".into());
    }
    Ok(())
}

/// Names that give a detector the context it asks for.
fn words_of(detector: &Detector) -> Words {
    Words::of(detector.context.first().into_iter().chain(detector.kind.first()).map(String::as_str))
}

/// Counts by tier, for the summary that the codegen prints.
#[must_use]
pub fn count(catalogue: &Catalogue, tier: Tier) -> usize {
    catalogue.detectors().iter().filter(|detector| detector.tier == tier).count()
}

/// Whether a name is lower-case letters and digits, joined by `-`.
#[must_use]
pub fn is_kebab(id: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9'));
    id.split('-').all(part)
}

fn is_word(word: &str) -> bool {
    let signs = word.bytes().filter(|&b| b != b'_');
    signs.clone().count() >= 2 && signs.clone().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9'))
}

fn is_screaming(name: &str) -> bool {
    let mut bytes = name.bytes();
    matches!(bytes.next(), Some(b'A'..=b'Z')) && bytes.all(|b| matches!(b, b'A'..=b'Z' | b'0'..=b'9' | b'_'))
}
