//! Matching of values, and patterns that users write.

use nosecrets_detectors::context::Words;
use nosecrets_detectors::judge::Names;
use nosecrets_detectors::spec::rng::Rng;
use nosecrets_detectors::spec::{compile, describe, template};
use nosecrets_detectors::{BUILTIN, Match, validator::Validator};

use super::holes::Drawn;

/// Words that many detectors ask for.
const COMMON: [&str; 5] = ["twilio", "aws", "datadog", "token", "key"];

/// Names that give the detectors of an input the context they ask for.
fn words(drawn: &[Drawn]) -> Words {
    let asked =
        drawn.iter().flat_map(|drawn| drawn.detector.context.iter().take(1).chain(drawn.detector.kind.iter().take(1)));
    Words::of(asked.chain(COMMON))
}

/// Matches lie in the value, in order, and none overlaps another; each is a
/// token by its own validator.
pub(super) fn matcher(input: &[u8]) {
    let (value, drawn) = super::fill(input);
    let words = words(&drawn);
    let found = BUILTIN.find(&value, Names::all(&words), &value);
    for pair in found.windows(2) {
        assert!(pair[0].end <= pair[1].start, "{} and {} overlap", pair[0].detector.id, pair[1].detector.id);
    }
    for Match { detector, start, end, .. } in &found {
        assert!(start < end && *end <= value.len(), "{}", detector.id);
        let token = &value[*start..*end];
        let _ = detector.validator.facts(token);
    }
    // Without names nothing is found that is not found with them all, or is
    // covered by something surer.
    let none = Words::new();
    for bare in BUILTIN.find(&value, Names::all(&none), &value) {
        assert!(found.iter().any(|known| known.overlaps(&bare)), "{}", bare.detector.id);
    }
    let mut candidates = 0;
    BUILTIN.candidates(&value, BUILTIN.all(), &mut |_| candidates += 1);
    assert!(candidates >= found.len());
    let _ = BUILTIN.opens(&value);
}

/// A pattern is compiled or refused, and so is a template.
pub(super) fn pattern(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let (pattern, example) = text.split_once('\n').unwrap_or((text, text));
    // The same text must be read by both.
    assert!(compile::compile(pattern).is_err() || describe::describe(pattern).is_ok(), "{pattern}");
    let mut rng = Rng::from_seed("fuzz");
    let expanded = template::expand(example, &mut rng).is_ok();
    let valid = template::expand_valid(example, Validator::None, &mut rng).is_ok();
    assert!(expanded || !valid, "{example}");
}
