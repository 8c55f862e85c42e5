//! A token that is cut into literals and put together again is found, and all
//! its parts are pointed at, if one of the parts gives it away.

use nosecrets_detectors::program::TOKEN;
use nosecrets_detectors::spec::rng::Rng;
use nosecrets_detectors::{BUILTIN, Tier};
use nosecrets_engine::literal::Origin;
use nosecrets_engine::{Config, Report};
use nosecrets_tests::{rule_id, tokens};

use crate::scan;
use crate::sources::plain_detectors;

/// Ways to put parts together: what stands before, between and after them.
const JOINS: &[[&str; 3]] = &[
    ["const A: &str = concat!(\"", "\", \"", "\");"],
    ["const A: &str = concat!(concat!(\"", "\"), concat!(\"", "\"));"],
    ["fn f() -> String { [\"", "\", \"", "\"].concat() }"],
    ["fn f() -> String { vec![\"", "\", r\"", "\"].join(\"\") }"],
    ["fn f() -> String { String::new() + &\"", "\" + &\"", "\" }"],
    ["fn f() -> String { \"\".to_owned() + \"", "\" + \"", "\" }"],
    ["fn f() -> String { let mut s = String::from(\"", "\"); s.push_str(\"", "\"); s }"],
    ["fn f() -> String { let mut s = String::new(); s += \"", "\"; s += \"", "\"; s }"],
];

/// A token in parts, put together.
struct Split {
    detector: &'static str,
    source: String,
    parts: Vec<String>,
}

impl Split {
    /// `None` if a part would be a token itself.
    fn new(detector: &'static str, rng: &mut Rng) -> Option<Split> {
        let token = String::from_utf8(tokens::token(detector, &rng.next_u64().to_string())).unwrap();
        let mut cuts: Vec<_> = (0..=rng.below(3)).map(|_| 1 + rng.below(token.len() - 1)).collect();
        cuts.extend([0, token.len()]);
        cuts.sort_unstable();
        cuts.dedup();
        let parts: Vec<_> = cuts.windows(2).map(|cut| token[cut[0]..cut[1]].to_owned()).collect();
        let [before, between, after] = JOINS[rng.below(JOINS.len())];
        // Shapes that ask for a context are everywhere, and here is none.
        let is_free = |index| BUILTIN.detector(index).context.is_empty();
        let is_whole = |part: &String| {
            let mut found = false;
            BUILTIN.candidates(part.as_bytes(), BUILTIN.all(), &mut |candidate| {
                found |= candidate.detectors.iter().any(is_free);
            });
            found
        };
        let source = format!("{before}{}{after}\n", parts.join(between));
        (!parts.iter().any(is_whole)).then_some(Split { detector, source, parts })
    }

    /// Whether the detector claims the whole, and points at every part.
    fn is_found(&self, report: &Report) -> bool {
        report.findings.iter().any(|finding| {
            let labels = [finding.primary()].into_iter().chain(finding.secondary());
            let pointed_at: Vec<_> =
                labels.map(|label| &self.source[label.location.start..label.location.end]).collect();
            rule_id(finding) == self.detector
                && finding.origin() == Origin::Folded
                && pointed_at.len() == self.parts.len()
                && pointed_at.iter().zip(&self.parts).all(|(text, part)| text.contains(part.as_str()))
        })
    }
}

#[test]
fn parts_are_put_together_if_one_gives_the_token_away() {
    let structured = |id: &&'static str| tokens::builtin(id).tier == Tier::Structured;
    let mut counts = [0, 0];
    for (number, detector) in plain_detectors().iter().copied().filter(structured).enumerate() {
        for draw in 0..6 {
            let mut rng = Rng::from_seed(&format!("folding/{number}/{draw}"));
            let Some(split) = Split::new(detector, &mut rng) else { continue };
            let expected = split.parts.iter().any(|part| is_piece(part.as_bytes()));
            let report = scan(&Config::default(), "src/lib.rs", split.source.as_bytes());
            let shape: Vec<_> = split.parts.iter().map(String::len).collect();
            let [before, between, _] = shape_of(&split);
            let places: Vec<_> = report.findings.iter().map(crate::key).collect();
            let is_found = split.is_found(&report);
            assert_eq!(is_found, expected, "{detector}, draw {draw}, parts {shape:?}: {before}…{between}… {places:?}");
            counts[usize::from(expected)] += 1;
        }
    }
    assert!(counts[0] > 10 && counts[1] > 500, "{counts:?} say little");
}

fn shape_of(split: &Split) -> [&'static str; 3] {
    *JOINS.iter().find(|[before, ..]| split.source.starts_with(before)).unwrap()
}

/// The rule that documentation gives: a part is looked at if the start of a known
/// kind is in its last word, or if it is ten token bytes or more in which letters
/// and digits take turns three times.
fn is_piece(part: &[u8]) -> bool {
    let turns = part.windows(2).filter(|pair| {
        pair.iter().all(u8::is_ascii_alphanumeric) && pair[0].is_ascii_digit() != pair[1].is_ascii_digit()
    });
    let word = part.rsplit(|byte| !byte.is_ascii_graphic()).next().unwrap_or_default();
    (part.len() >= 10 && part.iter().all(|&byte| TOKEN.contains(byte)) && turns.count() >= 3) || BUILTIN.opens(word)
}
