//! The value of a string literal.
//!
//! `Literal::str_value` is not stable and `syn` costs more to build than all
//! the rest of this crate, hence this small decoder. It is given tokens that
//! rustc has lexed, so it need not tell apart all that is malformed; a
//! property test holds it to `syn::LitStr::value`.

/// The value of a string or raw string literal as it stands in the source;
/// `None` for any other literal, or one with a suffix.
pub(crate) fn string(literal: &str) -> Option<String> {
    match literal.strip_prefix('r') {
        Some(raw) => quoted(raw.trim_matches('#')).map(str::to_owned),
        None => quoted(literal).and_then(cooked),
    }
}

fn quoted(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

fn cooked(mut rest: &str) -> Option<String> {
    let mut value = String::with_capacity(rest.len());
    while let Some((plain, escape)) = rest.split_once('\\') {
        value.push_str(plain);
        let (meant, after) = escaped(escape)?;
        value.extend(meant);
        rest = after;
    }
    value.push_str(rest);
    Some(value)
}

/// What the escape at the start of `text`, its backslash removed, stands for
/// (nothing, if it continues the line) and the text after it.
fn escaped(text: &str) -> Option<(Option<char>, &str)> {
    let mut chars = text.chars();
    let kind = chars.next()?;
    let rest = chars.as_str();
    let meant = match kind {
        '\n' => return Some((None, rest.trim_start_matches([' ', '\t', '\n', '\r']))),
        'x' => return ascii(rest),
        'u' => return scalar(rest),
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '0' => '\0',
        '\\' | '\'' | '"' => kind,
        _ => return None,
    };
    Some((Some(meant), rest))
}

/// `41` of `\x41`.
fn ascii(text: &str) -> Option<(Option<char>, &str)> {
    let code = u8::from_str_radix(text.get(..2)?, 16).ok()?;
    Some((Some(char::from(code)), &text[2..]))
}

/// `{1_F600}` of `\u{1_F600}`.
fn scalar(text: &str) -> Option<(Option<char>, &str)> {
    let (digits, rest) = text.strip_prefix('{')?.split_once('}')?;
    let code = u32::from_str_radix(&digits.replace('_', ""), 16).ok()?;
    Some((Some(char::from_u32(code)?), rest))
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
    fn other_literals_have_no_value() {
        for literal in ["1", "'a'", "b\"A\"", "c\"A\"", "br\"A\"", "\"A\"suffix", "r\"A\"suffix", "\""] {
            assert_eq!(string(literal), None, "{literal}");
        }
    }
}
