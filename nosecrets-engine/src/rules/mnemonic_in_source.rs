//! Words that stand for the keys of a wallet.

use nosecrets_detectors::validator::bip39;
use nosecrets_detectors::{Confidence, Group, Severity, Validator, Verdict};

use super::{Objection, Surroundings};
use crate::event::{Event, Value, What};
use crate::lexer::Token;
use crate::rule::Semantic;

pub(crate) static RULE: Semantic = Semantic {
    id: "mnemonic-in-source",
    title: "wallet mnemonic in source code",
    group: Group::Credential,
    severity: Severity::Critical,
    confidence: Confidence::High,
    help: &[
        "move the funds to a new wallet: the words cannot be revoked",
        "keep the new words out of programs; sign with a KMS or a hardware wallet",
    ],
    page: include_str!("mnemonic_in_source.md"),
};

/// The fewest words that a mnemonic has.
const MIN_WORDS: usize = 12;

pub(crate) fn check(event: &Event, _: &Surroundings<'_>) -> Option<Objection> {
    let (What::Named(value) | What::Passed { value, .. }) = &event.what else { return None };
    // The checksum proves it, wherever it stands.
    holds(&words(value)?).then(|| Objection {
        value: Some(value.bytes.clone()),
        spans: value.parts.iter().map(|part| part.span.clone()).collect(),
        is_secret: true,
        message: "these words give full control of the wallet".to_owned(),
        subject: String::new(),
        evidence: vec![super::Evidence { what: "the checksum of the words is valid".to_owned(), weight: 4 }],
    })
}

/// The words with spaces between them, if they may be a mnemonic: one text, or
/// a list of words.
fn words(value: &Value) -> Option<Vec<u8>> {
    let is_word = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_whitespace();
    if !value.bytes.iter().all(is_word) {
        return None;
    }
    let words: Vec<&[u8]> = match value.parts.len() {
        0..MIN_WORDS => value.bytes.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).collect(),
        _ => value.parts.iter().filter_map(|part| value.bytes.get(part.covers.clone())).collect(),
    };
    (words.len() >= MIN_WORDS).then(|| words.join(&b' '))
}

/// How many words a mnemonic has.
const LENGTHS: [usize; 5] = [12, 15, 18, 21, 24];

/// More words than this after one another are a dictionary, or the list that mnemonics
/// are drawn from.
const MAX_LISTED: usize = 500;

/// Bytes of the shortest and the longest word.
const WORD: std::ops::RangeInclusive<usize> = 3..=8;

/// Literals that are a mnemonic, or the first word of one that is written as a list,
/// before anything is parsed.
pub(super) fn places(source: &[u8], tokens: &[Token]) -> Vec<usize> {
    let (mut places, mut plain) = (Vec::new(), Vec::new());
    for token in tokens.iter().filter(|token| !token.kind.is_comment()) {
        let text = &source[token.inner.clone()];
        if is_plain(text) {
            plain.push(token);
            continue;
        }
        lists(source, &plain, &mut places);
        plain.clear();
        if is_phrase(text) && holds(text) {
            places.push(token.start);
        }
    }
    lists(source, &plain, &mut places);
    places
}

/// The lists of words among literals that follow one another.
fn lists(source: &[u8], plain: &[&Token], places: &mut Vec<usize>) {
    if !(MIN_WORDS..=MAX_LISTED).contains(&plain.len()) {
        return;
    }
    let text = |token: &Token| &source[token.inner.clone()];
    for words in plain.split(|token| !bip39::is_word(text(token))) {
        let lists = LENGTHS.iter().flat_map(|&len| words.windows(len));
        let is_list = |list: &&[&Token]| holds(&list.iter().map(|token| text(token)).collect::<Vec<_>>().join(&b' '));
        places.extend(lists.filter(is_list).map(|list| list[0].start));
    }
}

fn holds(words: &[u8]) -> bool {
    Validator::Bip39.check(words) == Verdict::Valid
}

/// Whether a text may be a word of the list, as far as its letters tell.
fn is_plain(text: &[u8]) -> bool {
    WORD.contains(&text.len()) && text.iter().all(u8::is_ascii_lowercase)
}

/// Whether a text is words as a mnemonic has them, as far as its letters tell.
fn is_phrase(text: &[u8]) -> bool {
    text.len() >= MIN_WORDS * (WORD.start() + 1) - 1
        && text.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use nosecrets_detectors::Validator;

    use crate::rules::tests::lines_of;

    fn lines(source: &str) -> Vec<usize> {
        lines_of("mnemonic-in-source", source)
    }

    /// Twelve words of which the checksum holds.
    fn words() -> String {
        let known = "ability bicycle castle dragon elbow fabric garage hammer island jacket kitchen";
        let last = [
            "ladder", "lake", "lamp", "language", "laptop", "large", "later", "latin", "laugh", "laundry", "lava",
            "law",
        ];
        let last = last
            .iter()
            .chain(&["lawn", "lawsuit", "layer", "lazy", "leader", "leaf", "learn", "leave", "lecture", "left"]);
        let mut all = last.map(|last| format!("{known} {last}"));
        all.find(|words| Validator::Bip39.check(words.as_bytes()) == nosecrets_detectors::Verdict::Valid).unwrap()
    }

    #[test]
    fn words_with_a_checksum_are_found_as_a_text_and_as_a_list() {
        let text = format!("fn keypair() {{\n    open(\"{}\");\n}}", words());
        assert_eq!(lines(&text), [2]);
        assert_eq!(lines(&text.replace("keypair", "main")), [2]);
        let list: Vec<String> = words().split(' ').map(|word| format!("\"{word}\"")).collect();
        assert_eq!(lines(&format!("const MNEMONIC: [&str; 12] = [{}];", list.join(", "))), [1]);
    }

    #[test]
    fn the_test_vector_and_other_words_are_clean() {
        let vector = format!("{}about", "abandon ".repeat(11));
        assert_eq!(lines(&format!("const MNEMONIC: &str = \"{vector}\";")), []);
        let wrong = words().replacen("bicycle", "castle", 1);
        assert_eq!(lines(&format!("const MNEMONIC: &str = \"{wrong}\";")), []);
    }
}
