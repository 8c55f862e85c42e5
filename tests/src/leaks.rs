//! Whether something that is shown gives a credential away.

use std::collections::HashSet;

use nosecrets_detectors::Detector;
use nosecrets_engine::{Finding, Report};

use crate::tokens;

/// As many bytes of a token in a row prove that it was shown.
const TOO_MANY: usize = 9;

/// So many of them are enough, if the others are public.
const SECRET: usize = 6;

/// As many bytes that two tokens have in common are no chance.
const PUBLIC: usize = 5;

/// As many first bytes of a piece are hashed: they are read as one number.
const HEAD: usize = 8;

/// Tokens that must not be shown, by their pieces of nine bytes.
///
/// They are few and what is shown is long, so a text is read once for all of them.
#[derive(Debug)]
pub struct Hidden<'t> {
    tokens: Vec<(&'t Detector, &'t [u8])>,
    pieces: HashSet<&'t [u8]>,
    heads: Heads,
}

impl<'t> Hidden<'t> {
    /// Tokens, each with the detector that claims it.
    #[must_use]
    pub fn new(tokens: Vec<(&'t Detector, &'t [u8])>) -> Hidden<'t> {
        let pieces: HashSet<_> = tokens.iter().flat_map(|(_, token)| token.windows(TOO_MANY)).collect();
        let heads = Heads::of(&pieces);
        Hidden { tokens, pieces, heads }
    }

    /// Ids of the detectors of whose token a text holds so much of the secret part.
    #[must_use]
    pub fn given_away_by(&self, text: &str) -> Vec<&'static str> {
        let shown = self.shown_by(text);
        let leaky = self.tokens.iter().filter(|(detector, token)| shown.gives_away(detector, token));
        leaky.map(|(detector, _)| detector.id).collect()
    }

    fn shown_by(&self, text: &str) -> Shown<'t> {
        let windows = text.as_bytes().windows(TOO_MANY).filter(|window| self.heads.may_begin(window));
        Shown(windows.filter_map(|window| self.pieces.get(window).copied()).collect())
    }
}

/// A bit for each hash of a piece's head. Nearly all windows of a text end here,
/// and do not have to be looked up.
#[derive(Debug)]
struct Heads {
    bits: Vec<u64>,
    /// What leaves as many bits of a hash as number `bits`.
    shift: u32,
}

impl Heads {
    fn of(pieces: &HashSet<&[u8]>) -> Heads {
        // With 32 bits for each piece at most one window in 32 is looked up in vain.
        let size = (32 * pieces.len()).next_power_of_two().max(64);
        let mut heads = Heads { bits: vec![0; size / 64], shift: u64::BITS - size.ilog2() };
        for piece in pieces {
            let (word, bit) = heads.place(piece);
            heads.bits[word] |= bit;
        }
        heads
    }

    fn may_begin(&self, window: &[u8]) -> bool {
        let (word, bit) = self.place(window);
        self.bits[word] & bit != 0
    }

    /// The bit of a piece, and the word that it is in.
    fn place(&self, piece: &[u8]) -> (usize, u64) {
        let head = piece.first_chunk::<HEAD>().map_or(0, |head| u64::from_le_bytes(*head));
        // The odd number next to 2^64 by the golden ratio spreads what differs in few bits.
        let hash = (head.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize;
        (hash / 64, 1 << (hash % 64))
    }
}

/// The pieces of tokens that stand in a text.
#[derive(Debug)]
struct Shown<'t>(HashSet<&'t [u8]>);

impl Shown<'_> {
    /// Whether it holds so much of the secret part of `token`.
    fn gives_away(&self, detector: &Detector, token: &[u8]) -> bool {
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
    !Hidden::new(vec![(detector, token)]).given_away_by(shown).is_empty()
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

#[cfg(test)]
mod tests {
    use nosecrets_detectors::spec::rng::Rng;

    use super::*;

    fn pieces<'t>(tokens: &[&'t [u8]]) -> Hidden<'t> {
        Hidden::new(tokens.iter().map(|token| (tokens::builtin("nosecrets-canary"), *token)).collect())
    }

    #[test]
    fn a_piece_is_seen_wherever_it_stands() {
        let hidden = pieces(&[b"abcdefghijkl"]);
        for text in ["abcdefghi", "xabcdefghi", "defghijkl", "- defghijkl", "abcdefgh abcdefghi"] {
            assert_eq!(hidden.shown_by(text).0.len(), 1, "{text}");
        }
        assert_eq!(hidden.shown_by("abcdefghijkl").0.len(), 4);
    }

    #[test]
    fn eight_bytes_are_none_and_what_has_a_head_alone_is_none() {
        let hidden = pieces(&[b"abcdefghijkl"]);
        for text in ["", "a", "abcdefgh", "abcdefgh abcdefgh-", "abcdefghj", "efghijkl"] {
            assert!(hidden.shown_by(text).0.is_empty(), "{text}");
        }
        assert!(pieces(&[b"abcdefgh"]).shown_by("abcdefghi").0.is_empty());
        assert!(pieces(&[]).shown_by("abcdefghi").0.is_empty());
    }

    /// Of three letters, so that there are many heads that end in another byte.
    #[test]
    fn a_text_holds_what_a_search_of_every_window_finds() {
        let mut rng = Rng::from_seed("leaks");
        for draw in 0..200 {
            let tokens: Vec<_> = (0..20).map(|len| rng.text(b"abc", len)).collect();
            let text = rng.text(b"abc", 3000);
            let hidden = pieces(&tokens.iter().map(Vec::as_slice).collect::<Vec<_>>());
            let windows: HashSet<_> = text.windows(TOO_MANY).collect();
            let expected: HashSet<_> = hidden.pieces.iter().copied().filter(|piece| windows.contains(piece)).collect();
            assert_eq!(hidden.shown_by(&String::from_utf8(text.clone()).unwrap()).0, expected, "draw {draw}");
        }
    }

    #[test]
    fn of_many_tokens_those_are_named_that_are_shown() {
        let drawn =
            ["github-oauth-token", "nosecrets-canary", "stripe-secret-key"].map(|id| (id, tokens::token(id, "leaks")));
        let hidden = Hidden::new(drawn.iter().map(|(id, token)| (tokens::builtin(id), token.as_slice())).collect());
        let shown = |at: usize| String::from_utf8(drawn[at].1.clone()).unwrap();
        assert_eq!(hidden.given_away_by(&format!("{} and {}", shown(2), shown(0))), [drawn[0].0, drawn[2].0]);
        assert_eq!(hidden.given_away_by(&shown(1)[9..]), [drawn[1].0]);
        assert_eq!(hidden.given_away_by("nothing"), [""; 0]);
    }
}
