//! Percent-encoding, RFC 3986 section 2.1.

use crate::mistake::Mistake;

/// Decodes `part`.
///
/// An unencoded space, bracket or quote is a mistake: the end of another string, a pattern to be
/// filled in, or a shell variable.
pub(super) fn text(part: &str) -> Result<String, Mistake> {
    if let Some(stray) = part.chars().find(|&c| is_stray(c)) {
        return Err(Mistake::Character(stray));
    }
    let decoded = String::from_utf8(bytes(part)?).map_err(|_| Mistake::Encoding)?;
    if decoded.contains(char::is_control) {
        return Err(Mistake::Encoding);
    }
    Ok(decoded)
}

fn bytes(part: &str) -> Result<Vec<u8>, Mistake> {
    let mut pieces = part.split('%');
    let mut decoded = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        decoded.push(byte(piece).ok_or(Mistake::Encoding)?);
        decoded.extend_from_slice(&piece.as_bytes()[2..]);
    }
    Ok(decoded)
}

/// Decodes the byte of two hexadecimal digits at the start of `piece`.
fn byte(piece: &str) -> Option<u8> {
    let digits = piece.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u8::from_str_radix(digits, 16).ok()
}

/// Characters that RFC 3986 requires to be encoded in every part of a reference.
fn is_stray(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '[' | '\\' | ']' | '^' | '`' | '{' | '|' | '}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_decoded_together() {
        assert_eq!(text("a%20b%c3%b6%25").as_deref(), Ok("a bö%"));
        assert_eq!(text("größe!$&'()*+,;=:@~").as_deref(), Ok("größe!$&'()*+,;=:@~"));
        assert_eq!(text("").as_deref(), Ok(""));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for part in ["%", "a%2", "%zz", "%+1", "%ff", "%C3", "%00", "%0a", "%ä"] {
            assert_eq!(text(part), Err(Mistake::Encoding), "{part}");
        }
    }

    #[test]
    fn stray_characters_are_named() {
        for (part, stray) in
            [("a b", ' '), ("{env}", '{'), ("${ENV}", '{'), ("<name>", '<'), ("a\\b", '\\'), ("a\n", '\n')]
        {
            assert_eq!(text(part), Err(Mistake::Character(stray)), "{part}");
        }
    }
}
