//! Evidence that a token is a dummy: text that people and documents put in place of a credential.

use crate::entropy;

/// Words that do not occur in random tokens, in lower case and sorted.
///
/// A word of four letters, in one of the three ways in which words are written, occurs by chance in
/// one of 150,000 random tokens of 40 letters and digits. Shorter words would cost real findings.
const WORDS: &[&[u8]] = &[
    b"-here",
    b"changeme",
    b"change_me",
    b"change-me",
    b"cafebabe",
    b"dummy",
    b"deadbeef",
    b"example",
    b"fake",
    b"foobar",
    b"fixme",
    b"goes_here",
    b"goes-here",
    b"goeshere",
    b"insert",
    b"invalid",
    b"mock",
    b"notreal",
    b"not_a_real",
    b"not-a-real",
    b"none",
    b"null",
    b"placeholder",
    b"password",
    b"passwd",
    b"qwerty",
    b"redacted",
    b"replace",
    b"sample",
    b"secret",
    b"some_",
    b"some-",
    b"test",
    b"token",
    b"todo",
    b"undefined",
    b"xxxx",
    b"your",
    b"_here",
];

/// In tokens longer than this, only the longer words are searched for.
const SHORT_TOKEN: usize = 100;

/// Words shorter than this are searched for only in short tokens.
const LONG_WORD: usize = 7;

/// Classes of characters, as bits: those of a pattern, or those in a token.
pub mod class {
    /// Lower-case letters.
    pub const LOWER: u8 = 1;
    /// Upper-case letters.
    pub const UPPER: u8 = 2;
    /// Digits.
    pub const DIGIT: u8 = 4;
    /// Letters that are not hex digits.
    pub const WIDE: u8 = 8;

    /// The class of a byte; 0 if it is neither a letter nor a digit.
    #[must_use]
    pub fn of(byte: u8) -> u8 {
        match byte {
            b'a'..=b'f' => LOWER,
            b'g'..=b'z' => LOWER | WIDE,
            b'A'..=b'F' => UPPER,
            b'G'..=b'Z' => UPPER | WIDE,
            b'0'..=b'9' => DIGIT,
            _ => 0,
        }
    }
}

/// Whether `body`, a token without its fixed prefix, is a dummy.
///
/// `classes` are the character classes of its pattern.
#[must_use]
pub fn is_dummy(body: &[u8], classes: u8) -> bool {
    // The words come last, because searching for them takes longest.
    lacks_classes(body, classes) || is_regular(body) || holds_word(body)
}

/// Whether `body` contains one of the words, in lower case, in upper case, or capitalised.
fn holds_word(body: &[u8]) -> bool {
    let short = body.len() <= SHORT_TOKEN;
    (0..body.len()).any(|at| {
        let rest = &body[at..];
        words_with(body[at]).iter().any(|word| {
            (short || word.len() >= LONG_WORD) && rest.len() >= word.len() && is_spelling(&rest[..word.len()], word)
        })
    })
}

/// The words with this initial, in either case.
fn words_with(initial: u8) -> &'static [&'static [u8]] {
    let letter = usize::from(folded(initial));
    &WORDS[usize::from(FIRST[letter])..usize::from(FIRST[letter + 1])]
}

const fn folded(byte: u8) -> u8 {
    (byte | 0x20) & 0x7f
}

/// For each letter the index of the first word in [`WORDS`] that does not sort before it, and then
/// the number of words.
const FIRST: [u8; 129] = first_words();

const fn first_words() -> [u8; 129] {
    let mut first = [0; 129];
    let (mut letter, mut at) = (0, 0);
    while letter < 128 {
        while at < WORDS.len() && folded(WORDS[at][0]) < letter as u8 {
            at += 1;
        }
        first[letter] = at as u8;
        letter += 1;
    }
    first[128] = WORDS.len() as u8;
    first
}

fn is_spelling(part: &[u8], word: &[u8]) -> bool {
    part[0] | 0x20 == word[0] | 0x20
        && part.eq_ignore_ascii_case(word)
        && (part[1..] == word[1..] || part.iter().all(|byte| !byte.is_ascii_lowercase()))
}

/// Whether it is produced by counting, repeating or holding a key down.
fn is_regular(body: &[u8]) -> bool {
    body.len() >= 8 && (is_stepped(body) || is_periodic(body) || has_long_run(body))
}

/// Whether at least every second byte equals the one before it, or is one more or one less.
fn is_stepped(body: &[u8]) -> bool {
    let steps = body.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) <= 1).count();
    steps * 2 >= body.len()
}

/// Whether it repeats a part of at most half its length.
fn is_periodic(body: &[u8]) -> bool {
    if body.len() > SHORT_TOKEN {
        return shortest_period(body) <= body.len() / 2;
    }
    (1..=body.len() / 2).any(|period| body[period..] == body[..body.len() - period])
}

/// The shortest period of `body`, by the failure function of Knuth, Morris and Pratt. Trying one
/// period after another would take quadratic time.
fn shortest_period(body: &[u8]) -> usize {
    let mut borders = vec![0; body.len()];
    let mut border = 0;
    for at in 1..body.len() {
        while border > 0 && body[at] != body[border] {
            border = borders[border - 1];
        }
        border += usize::from(body[at] == body[border]);
        borders[at] = border;
    }
    body.len() - border
}

/// Whether a repeated byte, or counting up or down, fills a quarter of it.
fn has_long_run(body: &[u8]) -> bool {
    let enough = (body.len() / 4).max(6);
    [-1i16, 0, 1].iter().any(|&step| longest_run(body, step) >= enough)
}

/// Length of the longest run in which each byte is `step` more than the one before it.
fn longest_run(body: &[u8], step: i16) -> usize {
    let mut longest = 1;
    let mut run = 1;
    for pair in body.windows(2) {
        run = if i16::from(pair[1]) - i16::from(pair[0]) == step { run + 1 } else { 1 };
        longest = longest.max(run);
    }
    longest
}

/// Whether a long token has characters of a single class although its pattern has several: a word
/// or a number rather than a random token.
fn lacks_classes(body: &[u8], classes: u8) -> bool {
    let cases = |kinds: u8| (kinds & !class::WIDE).count_ones();
    body.len() >= 20 && cases(classes) > 1 && cases(present(body)) <= 1
}

/// Whether a long token, including its fixed prefix, is hex although its pattern has all letters: a
/// digest.
#[must_use]
pub fn is_digest(token: &[u8], classes: u8) -> bool {
    token.len() >= 24 && classes & class::WIDE != 0 && token.iter().all(u8::is_ascii_hexdigit)
}

fn present(body: &[u8]) -> u8 {
    body.iter().fold(0, |seen, &byte| seen | class::of(byte))
}

/// Whether `text` as a whole is a template rather than a value: `<token>`, `${TOKEN}`, `{{ token
/// }}`, `%TOKEN%`.
#[must_use]
#[inline]
pub fn is_template(value: &[u8]) -> bool {
    let value = value.trim_ascii_compat();
    match (value.first(), value.last()) {
        (Some(b'<'), Some(b'>')) | (Some(b'%'), Some(b'%')) | (Some(b'['), Some(b']')) => true,
        (Some(b'{'), Some(b'}')) => value.starts_with(b"{{") || entropy::shannon(value) < 3.0,
        (Some(b'$'), _) => true,
        _ => false,
    }
}

/// `trim_ascii` is newer than the MSRV.
trait TrimAscii {
    fn trim_ascii_compat(&self) -> &[u8];
}

impl TrimAscii for [u8] {
    #[inline]
    fn trim_ascii_compat(&self) -> &[u8] {
        let start = self.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(self.len());
        let end = self.iter().rposition(|byte| !byte.is_ascii_whitespace()).map_or(start, |at| at + 1);
        &self[start..end]
    }
}

#[cfg(test)]
mod tests {
    use super::class::{DIGIT, LOWER, UPPER};
    use super::*;

    const ALL: u8 = LOWER | UPPER | DIGIT;

    #[test]
    fn what_people_type_is_a_dummy() {
        for body in [
            "your_api_key_goes_here",
            "xxxxxxxxxxxxxxxxxxxxxxxx",
            "1234567890abcdefghijklmnop",
            "0123456789abcdef0123456789abcdef",
            "aaaaaaaaaaaaaaaaaaaaaaaa",
            "deadbeefdeadbeefdeadbeef",
            "IOSFODNN7EXAMPLE",
            "abcdabcdabcdabcdabcdabcd",
            "thisissomelongtextwithoutdigits",
        ] {
            assert!(is_dummy(body.as_bytes(), ALL), "{body}");
        }
    }

    #[test]
    fn long_texts_repeat_as_short_ones_do() {
        let part = b"q7Zr0vKw3mXp9LbT2sYe4HdJ8nQf1GcA";
        assert_eq!(shortest_period(&part.repeat(9)), part.len());
        assert_eq!(shortest_period(b"aaaaab"), 6);
        assert!(is_periodic(&part.repeat(9)[..200]) && !is_periodic(&[&part.repeat(4)[..], b"!"].concat()));
    }

    #[test]
    fn random_text_is_none() {
        for body in ["q7Zr0vKw3mXp9LbT2sYe", "9f86d081884c7d659a2feaa0c55ad015"] {
            assert!(!is_dummy(body.as_bytes(), ALL), "{body}");
        }
    }

    #[test]
    fn one_kind_of_character_counts_only_against_patterns_with_several() {
        let letters = b"qhzrwvkwemxpqlbtzsye";
        assert!(is_dummy(letters, LOWER | DIGIT));
        assert!(!is_dummy(letters, LOWER));
    }

    #[test]
    fn a_digest_is_none_of_the_tokens_that_take_all_letters() {
        let digest = b"9f86d081884c7d659a2feaa0c55ad015";
        assert!(is_digest(digest, ALL | class::WIDE));
        assert!(!is_digest(digest, LOWER | DIGIT));
    }

    #[test]
    fn templates_are_known_by_their_marks() {
        for text in ["<api-key>", "${TOKEN}", "{{ token }}", "%TOKEN%", " $TOKEN "] {
            assert!(is_template(text.as_bytes()), "{text}");
        }
        assert!(!is_template(b"plain"));
    }
}
