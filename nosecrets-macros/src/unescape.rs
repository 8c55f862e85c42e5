//! Decodes literals.
//!
//! `Literal::str_value` is not stable, and `syn` costs more to build than the rest of this crate,
//! hence this small decoder. Its input was lexed by rustc, so it need not detect everything that is
//! malformed. A property test compares it with `syn::LitStr::value`.

/// The value of a string or raw string literal, given its source; `None` for any other literal, or
/// one with a suffix.
pub(crate) fn string(literal: &str) -> Option<String> {
    String::from_utf8(text(literal)?).ok()
}

/// The value of a string, byte string or C string, raw or not.
#[cfg(any(test, feature = "forbid"))]
pub(crate) fn bytes(literal: &str) -> Option<Vec<u8>> {
    text(literal.strip_prefix(['b', 'c']).unwrap_or(literal))
}

/// The bytes that a literal contributes to `concat!`.
#[cfg(any(test, feature = "forbid"))]
pub(crate) fn piece(literal: &str) -> Option<Vec<u8>> {
    let is_number = literal.starts_with(|first: char| first.is_ascii_digit());
    let plain = || is_number.then(|| literal.as_bytes().to_vec());
    bytes(literal).or_else(|| character(literal)).or_else(plain)
}

/// The byte of a character, byte or number literal.
#[cfg(any(test, feature = "forbid"))]
pub(crate) fn byte(literal: &str) -> Option<u8> {
    if let Some(value) = character(literal.strip_prefix('b').unwrap_or(literal)) {
        return <[u8; 1]>::try_from(value).ok().map(|[byte]| byte);
    }
    let number = literal.strip_suffix("u8").unwrap_or(literal).replace('_', "");
    match number.strip_prefix("0x") {
        Some(digits) => u8::from_str_radix(digits, 16).ok(),
        None => number.parse().ok(),
    }
}

#[cfg(any(test, feature = "forbid"))]
fn character(literal: &str) -> Option<Vec<u8>> {
    cooked(literal.strip_prefix('\'')?.strip_suffix('\'')?)
}

fn text(literal: &str) -> Option<Vec<u8>> {
    match literal.strip_prefix('r') {
        Some(raw) => quoted(raw.trim_matches('#')).map(|raw| raw.as_bytes().to_vec()),
        None => quoted(literal).and_then(cooked),
    }
}

fn quoted(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

fn cooked(mut rest: &str) -> Option<Vec<u8>> {
    let mut value = Vec::with_capacity(rest.len());
    while let Some((plain, escape)) = rest.split_once('\\') {
        value.extend_from_slice(plain.as_bytes());
        let (meant, after) = escaped(escape)?;
        match meant {
            Some(Meant::Char(c)) => value.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Some(Meant::Byte(byte)) => value.push(byte),
            None => {}
        }
        rest = after;
    }
    value.extend_from_slice(rest.as_bytes());
    Some(value)
}

/// The meaning of an escape. Above 127, a byte is not a character.
enum Meant {
    Char(char),
    Byte(u8),
}

/// The meaning of the escape at the start of `text`, which has no backslash any more (`None` if it
/// continues the line), and the text after it.
fn escaped(text: &str) -> Option<(Option<Meant>, &str)> {
    let mut chars = text.chars();
    let kind = chars.next()?;
    let rest = chars.as_str();
    let meant = match kind {
        '\n' => return Some((None, rest.trim_start_matches([' ', '\t', '\n', '\r']))),
        'x' => return byte_of(rest),
        'u' => return scalar(rest),
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '0' => '\0',
        '\\' | '\'' | '"' => kind,
        _ => return None,
    };
    Some((Some(Meant::Char(meant)), rest))
}

/// `41` of `\x41`.
fn byte_of(text: &str) -> Option<(Option<Meant>, &str)> {
    let code = u8::from_str_radix(text.get(..2)?, 16).ok()?;
    Some((Some(Meant::Byte(code)), &text[2..]))
}

/// `{1_F600}` of `\u{1_F600}`.
fn scalar(text: &str) -> Option<(Option<Meant>, &str)> {
    let (digits, rest) = text.strip_prefix('{')?.split_once('}')?;
    let mut code = String::new();
    for digit in digits.chars() {
        if digit != '_' {
            code.push(digit);
        }
    }
    let code = u32::from_str_radix(&code, 16).ok()?;
    Some((Some(Meant::Char(char::from_u32(code)?)), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_stand_for_their_characters() {
        assert_eq!(string(r#""A\x42\u{4_3}\n\r\t\0\\\'\"""#).as_deref(), Some("ABC\n\r\t\0\\'\""));
        assert_eq!(string("\"A\\\n   \t\n B\"").as_deref(), Some("AB"));
    }

    #[test]
    fn a_raw_string_is_taken_as_it_stands() {
        assert_eq!(string(r#"r"A\n""#).as_deref(), Some(r"A\n"));
        assert_eq!(string(r####"r##"#"A"#"##"####).as_deref(), Some(r##"#"A"#"##));
    }

    #[test]
    fn strings_of_bytes_hold_any_byte() {
        for literal in [r#"b"A\xff""#, r#"c"A\xff""#] {
            assert_eq!(bytes(literal).as_deref(), Some(&b"A\xff"[..]), "{literal}");
        }
        assert_eq!(bytes(r##"br#"A\xff"#"##).as_deref(), Some(&br"A\xff"[..]));
        assert_eq!(bytes("\"ö\"").as_deref(), Some("ö".as_bytes()));
        assert_eq!(bytes("1"), None);
    }

    #[test]
    fn a_byte_is_written_in_many_ways() {
        for literal in ["65", "65u8", "0x41", "0x4_1u8", "'A'", "b'A'", r"b'\x41'"] {
            assert_eq!(byte(literal), Some(65), "{literal}");
        }
        for literal in ["256", "65u16", "6.5", "'ö'", "\"A\""] {
            assert_eq!(byte(literal), None, "{literal}");
        }
    }

    #[test]
    fn concat_takes_strings_characters_and_numbers() {
        let pieces = ["\"A\"", "'b'", "1"].map(|literal| piece(literal).unwrap());
        assert_eq!(pieces.concat(), b"Ab1");
    }

    #[test]
    fn other_literals_have_no_value() {
        for literal in ["1", "'a'", "b\"A\"", "c\"A\"", "br\"A\"", "\"A\"suffix", "r\"A\"suffix", "\""] {
            assert_eq!(string(literal), None, "{literal}");
        }
    }
}
