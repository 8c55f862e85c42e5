//! The matcher against the `regex` crate, on every pattern.

use nosecrets_detectors::matcher::match_at;
use nosecrets_detectors::program::Set;
use nosecrets_detectors::spec::guard;
use nosecrets_detectors::spec::rng::Rng;
use nosecrets_detectors::spec::schema;
use nosecrets_tests::tokens;
use regex::bytes::{Regex, RegexBuilder};

/// Values that are drawn for each detector.
const VALUES: usize = 60;

/// Some patterns repeat a class many thousand times.
const REGEX_SIZE: usize = 1 << 28;

/// What may stand around a token or get into it.
const INTRUDERS: &[u8] = b"aZ09_-./+=:@~ \n\t\"'\\%{}[]\0\xFF";

#[test]
fn every_pattern_matches_what_regex_matches() {
    let sources: Vec<_> = tokens::files().iter().flat_map(|file| &file.detectors).collect();
    std::thread::scope(|scope| {
        for half in [0, 1] {
            let sources = &sources;
            scope.spawn(move || sources.iter().skip(half).step_by(2).for_each(|source| compare(source)));
        }
    });
}

fn compare(source: &schema::Detector) {
    let program = tokens::builtin(&source.id).program;
    let regex = anchored(&source.pattern, program.tail);
    let mut matched = 0;
    for draw in 0..VALUES {
        let mut rng = Rng::from_seed(&format!("matcher/{}/{draw}", source.id));
        let (value, start) = value(source, draw, &mut rng);
        let expected = if may_begin(program.head, &value, start) {
            regex.captures(&value[start..]).and_then(|found| found.name("token")).map(|token| start + token.end())
        } else {
            None
        };
        matched += usize::from(expected.is_some());
        assert_eq!(match_at(&program, &value, start), expected, "{}, draw {draw}", source.id);
    }
    assert!(matched > 0 && matched < VALUES, "{}: {matched} of {VALUES} values match", source.id);
}

/// The pattern where the value begins, followed by its end or by a byte that
/// may stand after a token. Leftmost-first: of several ends that hold, the one
/// that the order of alternatives prefers.
fn anchored(pattern: &str, tail: Set) -> Regex {
    let boundary: String =
        (0..=255u8).filter(|&byte| !tail.contains(byte)).map(|byte| format!("\\x{byte:02x}")).collect();
    RegexBuilder::new(&format!("\\A(?P<token>{pattern})(?:[{boundary}]|\\z)"))
        .unicode(false)
        .size_limit(REGEX_SIZE)
        .build()
        .unwrap()
}

/// Whether a token may begin at `start`: after no byte of `head`, save the
/// letter of a spelled-out escape and a percent-encoded byte.
fn may_begin(head: Set, value: &[u8], start: usize) -> bool {
    let before = &value[..start];
    let Some(&last) = before.last() else { return true };
    let is_escape = before.len() >= 2 && before[before.len() - 2] == b'\\' && b"nrt0".contains(&last);
    let is_encoded = before.len() >= 3
        && before[before.len() - 3] == b'%'
        && before[before.len() - 2..].iter().all(u8::is_ascii_hexdigit);
    is_escape || is_encoded || !head.contains(last)
}

/// A token of a positive template, changed in up to four places, between other
/// bytes; and where it begins.
fn value(source: &schema::Detector, draw: usize, rng: &mut Rng) -> (Vec<u8>, usize) {
    let template = &source.positive[draw % source.positive.len()];
    let mut token = guard::expand_positive(source, template, rng).unwrap();
    // The first values are left as they are.
    let changes = if draw < source.positive.len() { 0 } else { rng.below(5) };
    for _ in 0..changes {
        change(&mut token, rng);
    }
    let mut before = [&b""[..], b" ", b"=", b"\\n", b"%3D", b"x", b"\"", b"-", b"_"][rng.below(9)].to_vec();
    if draw < source.positive.len() {
        before.clear();
    }
    let start = before.len();
    let mut value = before;
    value.extend(token);
    if draw >= source.positive.len() {
        let after = rng.below(3);
        value.extend(rng.text(INTRUDERS, after));
    }
    (value, start)
}

fn change(token: &mut Vec<u8>, rng: &mut Rng) {
    let at = rng.below(token.len() + 1);
    let intruder = rng.pick(INTRUDERS);
    match rng.below(6) {
        0 => token.insert(at, intruder),
        1 if at < token.len() => drop(token.remove(at)),
        2 if at + 1 < token.len() => token.swap(at, at + 1),
        3 => token.truncate(at.max(token.len().saturating_sub(3))),
        4 if at < token.len() => token[at] = intruder,
        5 if at < token.len() => token.insert(at, token[at]),
        _ => {}
    }
}
