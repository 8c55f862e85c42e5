//! Numbers in bases that are not a power of two, and base 58.

use super::sha2::sha256;

/// Digits, then upper case, then lower case.
pub(crate) const BASE62: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// Digits, then lower case.
pub(crate) const BASE36: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
/// Bitcoin's alphabet, without `0`, `O`, `I` and `l`.
pub(crate) const BASE58: &[u8] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// Maximum length of base 58 input, because decoding takes quadratic time. The longest format, an
/// extended private key, has 111 characters.
const LONGEST_BASE58: usize = 128;

/// The last `N` digits of `number`, most significant first, padded on the left with the alphabet's
/// zero.
pub(crate) fn digits<const N: usize>(number: u32, alphabet: &[u8]) -> [u8; N] {
    let mut rest = number as usize;
    let mut text = [0; N];
    for place in text.iter_mut().rev() {
        *place = alphabet[rest % alphabet.len()];
        rest /= alphabet.len();
    }
    text
}

/// Parses base 36 digits, if the number fits.
pub(crate) fn parse_base36(text: &[u8]) -> Option<usize> {
    text.iter().try_fold(0usize, |sum, &byte| {
        let digit = char::from(byte).to_digit(36)?;
        sum.checked_mul(36)?.checked_add(digit as usize)
    })
}

/// Decodes base 58.
pub(crate) fn base58(text: &[u8]) -> Option<Vec<u8>> {
    if text.len() > LONGEST_BASE58 {
        return None;
    }
    let zeros = text.iter().take_while(|&&byte| byte == b'1').count();
    let mut number = Vec::new();
    for byte in &text[zeros..] {
        let digit = BASE58.iter().position(|letter| letter == byte)?;
        append_digit(&mut number, digit as u32);
    }
    number.resize(number.len() + zeros, 0);
    number.reverse();
    Some(number)
}

/// `number = number * 58 + digit`, least significant byte first.
fn append_digit(number: &mut Vec<u8>, digit: u32) {
    let mut carry = digit;
    for byte in number.iter_mut() {
        carry += u32::from(*byte) * 58;
        *byte = carry as u8;
        carry >>= 8;
    }
    if carry > 0 {
        number.push(carry as u8);
    }
}

/// Decodes base 58 with a checksum: the payload is followed by the first four bytes of its double
/// SHA-256.
pub(crate) fn base58check(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = base58(text)?;
    let checksum = bytes.split_off(bytes.len().checked_sub(4)?);
    (sha256(&sha256(&bytes))[..4] == checksum[..]).then_some(bytes)
}
