//! Whether something that is shown gives a credential away.

use std::collections::HashSet;

use nosecrets_core::Detector;
use nosecrets_engine::{Finding, Report};

use crate::tokens;

/// As many bytes of a token in a row prove that it was shown.
const TOO_MANY: usize = 9;

/// So many of them are enough, if the others are public.
const SECRET: usize = 6;

/// As many bytes that two tokens have in common are no chance.
const PUBLIC: usize = 5;

/// A text that is shown, by its pieces of nine bytes.
#[derive(Debug)]
pub struct Shown<'t>(HashSet<&'t [u8]>);

impl<'t> Shown<'t> {
    /// The pieces of a text.
    #[must_use]
    pub fn new(text: &'t str) -> Shown<'t> {
        Shown(text.as_bytes().windows(TOO_MANY).collect())
    }

    /// Whether it holds so much of the secret part of `token`.
    #[must_use]
    pub fn gives_away(&self, detector: &Detector, token: &[u8]) -> bool {
        if detector.id == MNEMONIC {
            return self.gives_words_away(token);
        }
        let pieces = || token.windows(TOO_MANY).enumerate().filter(|(_, piece)| self.0.contains(piece));
        pieces().next().is_some() && {
            let is_public = public(detector, token);
            let secret_bytes = |at: usize| is_public[at..at + TOO_MANY].iter().filter(|&&public| !public).count();
            pieces().any(|(at, _)| secret_bytes(at) >= SECRET)
        }
    }
}

impl Shown<'_> {
    /// Whether it holds three words in a row. Each alone is an English word, which
    /// stands in other texts too.
    fn gives_words_away(&self, phrase: &[u8]) -> bool {
        let words: Vec<&[u8]> = phrase.split(|&byte| byte == b' ').collect();
        let is_shown = |words: &[&[u8]]| words.join(&b' ').windows(TOO_MANY).all(|piece| self.0.contains(piece));
        words.windows(3).any(is_shown)
    }
}

/// The kind whose tokens are made of words.
const MNEMONIC: &str = "bip39-mnemonic";

/// Fields of a connection string that only say whose it is, not how to get in.
const ADDRESSES: [&[u8]; 2] = [b"Endpoint=", b"Id="];

/// Which bytes of a token are public: those that another one of the kind has in
/// the same words, such as a prefix or the name of a host, and where it leads.
fn public(detector: &Detector, token: &[u8]) -> Vec<bool> {
    let other = tokens::token(detector.id, "another");
    let known: HashSet<&[u8]> = other.windows(PUBLIC).collect();
    let mut public = vec![false; token.len()];
    for (at, piece) in token.windows(PUBLIC).enumerate() {
        if known.contains(piece) {
            public[at..at + PUBLIC].fill(true);
        }
    }
    for field in ADDRESSES {
        for (at, _) in token.windows(field.len()).enumerate().filter(|(_, piece)| *piece == field) {
            let end = token[at..].iter().position(|&byte| byte == b';').map_or(token.len(), |len| at + len);
            public[at..end].fill(true);
        }
    }
    public
}

/// Whether `shown` holds so much of the secret part of `token`.
#[must_use]
pub fn gives_away(shown: &str, detector: &Detector, token: &[u8]) -> bool {
    Shown::new(shown).gives_away(detector, token)
}

/// Everything that a finding can show, in one text.
#[must_use]
pub fn everything_shown(finding: &Finding) -> String {
    let mut text = format!(
        "{finding:?} {} {} ",
        finding.redacted().map(ToString::to_string).unwrap_or_default(),
        finding.fingerprint()
    );
    for label in [finding.primary()].into_iter().chain(finding.secondary()) {
        text.push_str(&label.message);
        text.push('\n');
        text.push_str(&label.excerpt.text);
        text.push('\n');
    }
    text.push_str(finding.holder().unwrap_or_default());
    text
}

/// Everything that a report's notices can show, in one text.
#[must_use]
pub fn notices_shown(report: &Report) -> String {
    report.notices.iter().map(|notice| format!("{notice:?}\n{}\n", notice.excerpt.text)).collect()
}
