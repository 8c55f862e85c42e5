//! Nothing that the command writes holds a credential that it was given, whatever
//! it is asked for and whatever goes wrong.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../cli/harness.rs"]
#[expect(dead_code, unused_imports, reason = "it serves the tests of the command")]
mod harness;

mod mistakes;
mod scans;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use nosecrets_detectors::{BUILTIN, Detector, Tier};
use nosecrets_tests::leaks::Hidden;
use nosecrets_tests::tokens;

use harness::Run;

/// A detector and a token that it claims.
type Value = (&'static Detector, String);

/// A token of every detector, drawn when the tests run.
static VALUES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let drawn = BUILTIN.detectors().iter().map(|detector| (detector, tokens::token(detector.id, "secrecy")));
    drawn.map(|(detector, token)| (detector, String::from_utf8(token).unwrap())).collect()
});

/// Those that need no name around them and stand in one line without quotes.
static PLAIN_VALUES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let is_plain = |token: &str| token.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'\\{}()".contains(&byte));
    let plain = VALUES.iter().filter(|(detector, token)| detector.tier == Tier::Structured && is_plain(token));
    plain.cloned().collect()
});

/// Names the values that a text gives away.
static HIDDEN: LazyLock<Hidden<'static>> = LazyLock::new(|| hidden(&VALUES));

/// The same for the plain ones.
static HIDDEN_PLAIN: LazyLock<Hidden<'static>> = LazyLock::new(|| hidden(&PLAIN_VALUES));

fn hidden(values: &[Value]) -> Hidden<'_> {
    Hidden::new(values.iter().map(|(detector, token)| (*detector, token.as_bytes())).collect())
}

/// What a run wrote to its streams.
fn streams(run: &Run) -> String {
    format!("{}\n{}", run.out, run.err)
}

/// All that stands in files below a folder, but for those whose names begin like
/// one of `given`.
fn files(folder: &Path, given: &[&str]) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if given.iter().any(|given| name.starts_with(given)) {
            continue;
        }
        if entry.file_type().unwrap().is_dir() {
            text.push_str(&files(&entry.path(), given));
        } else {
            text.push_str(&String::from_utf8_lossy(&fs::read(entry.path()).unwrap()));
        }
    }
    text
}

#[test]
fn the_check_itself_sees_a_value() {
    let (detector, token) = &PLAIN_VALUES[0];
    for hidden in [&HIDDEN, &HIDDEN_PLAIN] {
        assert_eq!(hidden.given_away_by(&format!("so {token} is")), [detector.id]);
        assert_eq!(hidden.given_away_by(&token[..token.len() - 3]), [detector.id]);
        assert_eq!(hidden.given_away_by("nothing"), [""; 0]);
    }
}

#[test]
fn the_check_sees_words_of_a_phrase_and_no_word_alone() {
    let (_, phrase) = VALUES.iter().find(|(detector, _)| detector.id == "bip39-mnemonic").unwrap();
    let words: Vec<&str> = phrase.split(' ').collect();
    assert_eq!(HIDDEN.given_away_by(&format!("so {} is", words[3..6].join(" "))), ["bip39-mnemonic"]);
    assert_eq!(HIDDEN.given_away_by(&format!("a {} or {} then", words[3], words[4])), [""; 0]);
}
