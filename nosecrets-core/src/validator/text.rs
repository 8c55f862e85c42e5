//! Small ways of taking a token apart.

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

/// Is it `length` characters of a class?
pub(crate) fn is_run(text: &[u8], length: usize, class: impl Fn(&u8) -> bool) -> bool {
    text.len() == length && text.iter().all(class)
}

/// A letter, a digit, `-` or `_`?
pub(crate) fn is_word(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// A decimal number without leading zeros, of at least `least` digits?
pub(crate) fn is_number(text: &[u8], least: usize) -> bool {
    text.len() >= least && text.iter().all(u8::is_ascii_digit) && text.first() != Some(&b'0')
}

/// Where `needle` first stands. Only called with needles of a few bytes.
pub(crate) fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    text.windows(needle.len()).position(|window| window == needle)
}

/// The words of a line of a key's body. A line of headers has none, unless the
/// whole key stands on it: then they begin with the first that looks like body.
pub(crate) fn body_words(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    const LEAST: usize = 40;
    let has_header = line.contains(&b':');
    let digit = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
    line.split(|&byte| byte == b' ')
        .filter(|word| !word.is_empty())
        .skip_while(move |word| has_header && !(word.len() >= LEAST && word.iter().all(digit)))
}

/// The two sides of the first `needle`.
pub(crate) fn cut_at<'a>(text: &'a [u8], needle: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = find(text, needle)?;
    Some((&text[..at], &text[at + needle.len()..]))
}

/// The lines of a text whose line breaks may be real or spelled out as `\n` or
/// `\r`, without the blanks and continuation marks around them.
pub(crate) fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (line, tail) = first_line(text);
        rest = tail;
        Some(trim(line))
    })
    .filter(|line| !line.is_empty())
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
    let start = line.iter().position(|byte| !blank(byte)).unwrap_or(line.len());
    let end = line.iter().rposition(|byte| !blank(byte)).map_or(start, |at| at + 1);
    &line[start..end]
}
