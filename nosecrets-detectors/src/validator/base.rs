//! Encodings whose base is a power of two: base 16, 32 and 64 (RFC 4648).

/// Upper-case hex digits.
pub(crate) const HEX_UPPER: &[u8] = b"0123456789ABCDEF";
/// Lower-case hex digits.
pub(crate) const HEX_LOWER: &[u8] = b"0123456789abcdef";
/// The alphabet of base 32.
pub(crate) const BASE32: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// The alphabet of base 64.
pub(crate) const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/// The alphabet of base 64 for URLs and file names.
pub(crate) const BASE64URL: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Decodes hex digits of either case.
pub(crate) fn hex(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    unpack(text, 4, digit)
}

/// Decodes base 32 of either case, without padding.
pub(crate) fn base32(text: &[u8]) -> Option<Vec<u8>> {
    unpack(text, 5, |byte| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a'),
        b'2'..=b'7' => Some(byte - b'2' + 26),
        _ => None,
    })
}

/// Decodes base 64 in either alphabet, padded or not.
pub(crate) fn base64(text: &[u8]) -> Option<Vec<u8>> {
    unpack(trim_padding(text), 6, |byte| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    })
}

/// `text` without up to two `=` at its end.
pub(crate) fn trim_padding(text: &[u8]) -> &[u8] {
    let once = text.strip_suffix(b"=").unwrap_or(text);
    once.strip_suffix(b"=").unwrap_or(once)
}

/// Joins digits of `bits` bits into bytes. Leftover bits at the end, fewer than a digit has, are
/// ignored: encoders disagree about them.
fn unpack(text: &[u8], bits: u32, digit: fn(u8) -> Option<u8>) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * bits as usize / 8);
    let (mut buffer, mut filled) = (0u32, 0);
    for &byte in text {
        buffer = buffer << bits | u32::from(digit(byte)?);
        filled += bits;
        if filled >= 8 {
            filled -= 8;
            bytes.push((buffer >> filled) as u8);
        }
    }
    (filled < bits).then_some(bytes)
}

/// Splits bytes into digits of an alphabet of 16, 32 or 64, without padding.
pub(crate) fn pack(bytes: &[u8], alphabet: &[u8]) -> Vec<u8> {
    let bits = alphabet.len().trailing_zeros() as usize;
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1);
    let digit = |start: usize| {
        let index = (start..start + bits).fold(0, |sum, at| sum << 1 | usize::from(bit(at)));
        alphabet[index]
    };
    (0..bytes.len() * 8).step_by(bits).map(digit).collect()
}
