//! Helpers to take a token apart.

/// The two sides of the first `separator`.
pub(crate) fn cut(text: &[u8], separator: u8) -> Option<(&[u8], &[u8])> {
    let at = text.iter().position(|&byte| byte == separator)?;
    Some((&text[..at], &text[at + 1..]))
}

/// The two sides of the last `separator`.
pub(crate) fn cut_last(text: &[u8], separator: u8) -> Option<(&[u8], &[u8])> {
    let at = text.iter().rposition(|&byte| byte == separator)?;
    Some((&text[..at], &text[at + 1..]))
}

/// Whether `text` consists of `length` characters of a class.
pub(crate) fn is_run(text: &[u8], length: usize, class: fn(&u8) -> bool) -> bool {
    text.len() == length && all(text, class)
}

/// Whether all characters are of a class.
///
/// This and its neighbours take function pointers, so that each is compiled once and not for every
/// class: users of the macro compile all validators.
pub(crate) fn all(text: &[u8], class: fn(&u8) -> bool) -> bool {
    text.iter().all(class)
}

/// The parts of a text between separators; some may be empty. It is one function for all classes,
/// and returns a list rather than an iterator, to be compiled once.
pub(crate) fn parts(text: &[u8], separator: fn(&u8) -> bool) -> Vec<&[u8]> {
    text.split(separator).collect()
}

/// The parts of a text between separators, without empty ones.
pub(crate) fn words(text: &[u8], separator: fn(&u8) -> bool) -> Vec<&[u8]> {
    let mut words = parts(text, separator);
    words.retain(|word| !word.is_empty());
    words
}

/// Reads a big-endian number; the last eight bytes count.
pub(crate) fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |sum, &byte| sum << 8 | u64::from(byte))
}

/// Whether it is a letter, a digit, `-` or `_`.
pub(crate) fn is_word(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// Whether it is a decimal number without leading zeros, with at least `least` digits.
pub(crate) fn is_number(text: &[u8], least: usize) -> bool {
    text.len() >= least && all(text, u8::is_ascii_digit) && text.first() != Some(&b'0')
}

/// Parses at most nine decimal digits.
pub(crate) fn decimal(text: &[u8]) -> Option<u32> {
    if text.is_empty() || text.len() > 9 || !all(text, u8::is_ascii_digit) {
        return None;
    }
    let mut number = 0;
    for digit in text {
        number = number * 10 + u32::from(digit - b'0');
    }
    Some(number)
}

/// Position of the first `needle`. Only called with needles of a few bytes.
pub(crate) fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    text.windows(needle.len()).position(|window| window == needle)
}

/// The words of a line of a key's body. A header line has none, unless the whole key is on this
/// line: then they begin with the first word that looks like body.
fn body_words(line: &[u8]) -> Vec<&[u8]> {
    const LEAST: usize = 40;
    fn digit(byte: &u8) -> bool {
        byte.is_ascii_alphanumeric() || b"+/=".contains(byte)
    }
    let words = words(line, |&byte| byte == b' ');
    let mut from = 0;
    if line.contains(&b':') {
        while from < words.len() && !(words[from].len() >= LEAST && all(words[from], digit)) {
            from += 1;
        }
    }
    words[from..].to_vec()
}

/// The body of a key, with its words joined; see [`body_words`].
pub(crate) fn body(text: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    for line in lines(text) {
        for word in body_words(line) {
            body.extend_from_slice(word);
        }
    }
    body
}

/// The two sides of the first `needle`.
pub(crate) fn cut_at<'a>(text: &'a [u8], needle: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = find(text, needle)?;
    Some((&text[..at], &text[at + needle.len()..]))
}

/// The lines of a text, without surrounding spaces and continuation marks. Line breaks may be real,
/// or spelled out as `\n` or `\r`.
pub(crate) fn lines(text: &[u8]) -> Vec<&[u8]> {
    let (mut lines, mut rest) = (Vec::new(), Some(text));
    while let Some(text) = rest {
        let (line, tail) = first_line(text);
        let line = trim(line);
        if !line.is_empty() {
            lines.push(line);
        }
        rest = tail;
    }
    lines
}

fn first_line(text: &[u8]) -> (&[u8], Option<&[u8]>) {
    let real = |byte: u8| byte == b'\n' || byte == b'\r';
    for (at, &byte) in text.iter().enumerate() {
        if real(byte) {
            return (&text[..at], Some(&text[at + 1..]));
        }
        if byte == b'\\' && matches!(text.get(at + 1), Some(b'n' | b'r')) {
            return (&text[..at], Some(&text[at + 2..]));
        }
    }
    (text, None)
}

fn trim(line: &[u8]) -> &[u8] {
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\\' | b'"');
    let mut line = line;
    while let [first, rest @ ..] = line {
        if !blank(first) {
            break;
        }
        line = rest;
    }
    while let [rest @ .., last] = line {
        if !blank(last) {
            break;
        }
        line = rest;
    }
    line
}
