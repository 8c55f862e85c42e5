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

use nosecrets_core::{BUILTIN, Detector, Tier};
use nosecrets_tests::leaks::Shown;
use nosecrets_tests::tokens;

use harness::Run;

/// A token of every detector, drawn when the test runs.
fn values() -> Vec<(&'static Detector, String)> {
    let drawn = BUILTIN.detectors().iter().map(|detector| (detector, tokens::token(detector.id, "secrecy")));
    drawn.map(|(detector, token)| (detector, String::from_utf8(token).unwrap())).collect()
}

/// Those that need no name around them and stand in one line without quotes.
fn plain_values() -> Vec<(&'static Detector, String)> {
    let is_plain = |token: &str| token.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'\\{}()".contains(&byte));
    values().into_iter().filter(|(detector, token)| detector.tier == Tier::Structured && is_plain(token)).collect()
}

/// Ids of the detectors whose token is given away by a text.
fn given_away(text: &str, values: &[(&'static Detector, String)]) -> Vec<&'static str> {
    let shown = Shown::new(text);
    let leaky = values.iter().filter(|(detector, token)| shown.gives_away(detector, token.as_bytes()));
    leaky.map(|(detector, _)| detector.id).collect()
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
    let values = plain_values();
    let (detector, token) = &values[0];
    assert_eq!(given_away(&format!("so {token} is"), &values), [detector.id]);
    assert_eq!(given_away(&token[..token.len() - 3], &values), [detector.id]);
    assert_eq!(given_away("nothing", &values), [""; 0]);
}

#[test]
fn the_check_sees_words_of_a_phrase_and_no_word_alone() {
    let phrase: Vec<_> = values().into_iter().filter(|(detector, _)| detector.id == "bip39-mnemonic").collect();
    let words: Vec<&str> = phrase[0].1.split(' ').collect();
    assert_eq!(given_away(&format!("so {} is", words[3..6].join(" ")), &phrase), ["bip39-mnemonic"]);
    assert_eq!(given_away(&format!("a {} or {} then", words[3], words[4]), &phrase), [""; 0]);
}
