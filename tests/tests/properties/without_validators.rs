//! `env_secret!` is built without the detector crate's validators: of every kind it must still say
//! the same.

use nosecrets_detectors::context::Words;
use nosecrets_detectors::judge::{Match, Names};
use nosecrets_detectors::search::Candidate;
use nosecrets_detectors::{BUILTIN, Group, Verdict};
use nosecrets_tests::tokens;

/// Draws for each detector.
const DRAWS: usize = 5;

/// The kind of the most certain credential among some matches.
fn kind(matches: Vec<Match>) -> Option<&'static str> {
    let secrets = matches.into_iter().filter(|found| found.detector.group() == Group::Credential);
    secrets.max_by_key(Match::rank).map(|found| found.detector.id)
}

/// What has the shape of a token, if no validator is asked.
fn unchecked(value: &[u8]) -> Vec<Match> {
    let nothing = Words::new();
    let mut matches = Vec::new();
    BUILTIN.candidates(value, BUILTIN.all(), &mut |Candidate { detectors, start, end }| {
        for detector in detectors.iter().map(|index| BUILTIN.detector(index)) {
            if detector.fits(Names::all(&nothing)) && detector.is_plausible(&value[start..end]) {
                matches.push(Match { detector, start, end, verdict: Verdict::Unknown });
            }
        }
    });
    matches
}

#[test]
fn the_macro_names_the_same_kind_without_validators() {
    let mut wrong = Vec::new();
    for detector in BUILTIN.detectors().iter().filter(|detector| detector.context.is_empty()) {
        for draw in 0..DRAWS {
            let token = tokens::token(detector.id, &format!("unchecked {draw}"));
            let nothing = Words::new();
            let checked = BUILTIN.find(&token, Names::all(&nothing), &token);
            let (with, without) = (kind(checked), kind(unchecked(&token)));
            if with != without {
                wrong.push(format!("{} {draw}: {with:?}, without validators {without:?}", detector.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
