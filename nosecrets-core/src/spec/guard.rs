//! Checks of the detectors as a set.

use std::collections::BTreeMap;

use super::rng::Rng;
use super::schema::{Detector, File};
use super::template;
use crate::catalogue::{Catalogue, Match, Names};
use crate::context::Words;
use crate::detector::Tier;

/// How many tokens are drawn from each template.
const DRAWS: usize = 8;

/// Everything that is wrong with the files and the catalogue made of them, one
/// message each; empty if all is well.
#[must_use]
pub fn check(files: &[File], catalogue: &'static Catalogue) -> Vec<String> {
    let mut problems = Vec::new();
    problems.extend(duplicates(files));
    for file in files {
        problems.extend(check_provider(file));
        for detector in &file.detectors {
            let found = check_texts(&file.provider.id, detector).into_iter().chain(check_examples(detector, catalogue));
            problems.extend(found.map(|problem| format!("{}: {problem}", detector.id)));
        }
    }
    problems
}

fn duplicates(files: &[File]) -> Vec<String> {
    let mut counts = BTreeMap::new();
    for detector in files.iter().flat_map(|file| &file.detectors) {
        *counts.entry(&detector.id).or_insert(0) += 1;
    }
    counts.retain(|_, count| *count > 1);
    counts.keys().map(|id| format!("{id}: there are two of that id")).collect()
}

fn check_provider(file: &File) -> Vec<String> {
    let provider = &file.provider;
    let way_out = &provider.remediation;
    let mut problems = Vec::new();
    if !is_kebab(&provider.id) {
        problems.push(format!("{}: the id is not kebab-case", provider.id));
    }
    for url in [&provider.url].into_iter().chain(&way_out.links) {
        if !url.starts_with("https://") {
            problems.push(format!("{}: `{url}` is no https address", provider.id));
        }
    }
    if way_out.risk.trim().len() < 40 {
        problems.push(format!("{}: `risk` says too little", provider.id));
    }
    for (name, steps) in
        [("check", &way_out.check), ("create", &way_out.create), ("revoke", &way_out.revoke), ("watch", &way_out.watch)]
    {
        if steps.is_empty() || steps.iter().any(|step| step.trim().len() < 8) {
            problems.push(format!("{}: `{name}` is empty or says too little", provider.id));
        }
    }
    problems
}

fn check_texts(provider: &str, detector: &Detector) -> Vec<String> {
    let mut problems = Vec::new();
    if !is_kebab(&detector.id) || !detector.id.starts_with(&format!("{provider}-")) {
        problems.push(format!("the id is not kebab-case that begins with `{provider}-`"));
    }
    if detector.title.ends_with('.') || detector.title.trim().is_empty() {
        problems.push("the title is empty or ends with a period".into());
    }
    if !is_screaming(&detector.env) {
        problems.push(format!("`{}` is no name of an environment variable", detector.env));
    }
    for word in detector.context.iter().chain(&detector.kind) {
        if word.len() < 2 || !word.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_')) {
            problems.push(format!("context word `{word}` is not lower-case letters, digits and `_`"));
        }
    }
    if !detector.kind.is_empty() && detector.context.is_empty() {
        problems.push("`kind` needs `context`".into());
    }
    for (name, examples) in [("positive", &detector.positive), ("negative", &detector.negative)] {
        if examples.len() < 2 {
            problems.push(format!("fewer than two {name} examples"));
        }
    }
    problems
}

/// Finds the positives, refuses the negatives, and is claimed by no other.
fn check_examples(detector: &Detector, catalogue: &'static Catalogue) -> Vec<String> {
    let mut problems = Vec::new();
    for (at, example) in detector.positive.iter().enumerate() {
        if let Err(problem) = draws(detector, example, at, true, &mut |token| positive(detector, token, catalogue)) {
            problems.push(format!("positive example {}: {problem}", at + 1));
        }
    }
    for (at, example) in detector.negative.iter().enumerate() {
        if let Err(problem) = draws(detector, example, at, false, &mut |token| negative(detector, token, catalogue)) {
            problems.push(format!("negative example {}: {problem}", at + 1));
        }
    }
    problems
}

/// Draws tokens from one template and passes them to `check`.
fn draws(
    detector: &Detector,
    example: &str,
    at: usize,
    valid: bool,
    check: &mut dyn FnMut(&[u8]) -> Result<(), String>,
) -> Result<(), String> {
    for draw in 0..DRAWS {
        let mut rng = Rng::from_seed(&format!("{}/{valid}/{at}/{draw}", detector.id));
        let token =
            if valid { expand_positive(detector, example, &mut rng) } else { template::expand(example, &mut rng) }?;
        check(&token)?;
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

fn positive(detector: &Detector, token: &[u8], catalogue: &'static Catalogue) -> Result<(), String> {
    let words = words_of(detector);
    let found = find(catalogue, token, &words);
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
            None => Err(format!("not found ({})", why_not(detector, token, catalogue, &words))),
        },
    }
}

/// The stage that dropped a positive example.
fn why_not(detector: &Detector, token: &[u8], catalogue: &'static Catalogue, words: &Words) -> String {
    let Some(built) = catalogue.detectors.iter().find(|built| built.id == detector.id) else {
        return "not in the catalogue".into();
    };
    let names = Names::all(words);
    let body = &token[crate::matcher::fixed_len(&built.program, token)..];
    let entropy = crate::entropy::shannon(body);
    if crate::matcher::match_at(&built.program, token, 0) != Some(token.len()) {
        "the pattern does not match".into()
    } else if !built.fits(names) {
        "the context does not fit its own words".into()
    } else if crate::placeholder::is_digest(token, built.classes) {
        "looks like a digest".into()
    } else if !built.is_plausible(token) && crate::placeholder::is_dummy(body, built.classes) {
        "looks like a placeholder".into()
    } else if entropy * 10.0 < f64::from(built.min_entropy) {
        format!("entropy {entropy:.1} is under {:.1}", f64::from(built.min_entropy) / 10.0)
    } else {
        format!("the validator says {:?}", built.validator.check(token))
    }
}

fn negative(detector: &Detector, token: &[u8], catalogue: &'static Catalogue) -> Result<(), String> {
    let found = find(catalogue, token, &words_of(detector));
    if found.iter().any(|found| found.detector.id == detector.id) {
        return Err("is found".into());
    }
    Ok(())
}

fn find(catalogue: &'static Catalogue, token: &[u8], words: &Words) -> Vec<Match> {
    catalogue.find(token, Names::all(words), token)
}

/// Names that give a detector the context it asks for.
fn words_of(detector: &Detector) -> Words {
    Words::of(detector.context.first().into_iter().chain(detector.kind.first()).map(String::as_str))
}

/// Counts by tier, for the summary that the codegen prints.
#[must_use]
pub fn count(catalogue: &Catalogue, tier: Tier) -> usize {
    catalogue.detectors.iter().filter(|detector| detector.tier == tier).count()
}

fn is_kebab(id: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9'));
    id.split('-').all(part)
}

fn is_screaming(name: &str) -> bool {
    let mut bytes = name.bytes();
    matches!(bytes.next(), Some(b'A'..=b'Z')) && bytes.all(|b| matches!(b, b'A'..=b'Z' | b'0'..=b'9' | b'_'))
}
