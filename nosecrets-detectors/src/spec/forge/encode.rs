//! Encoders for what validators only decode.

use crate::validator::base::{pack, BASE64, BASE64URL};
use crate::validator::bech32;
use crate::validator::radix::BASE58;
use crate::validator::sha2::sha256;

/// Base 64 with padding.
pub(super) fn base64(bytes: &[u8]) -> Vec<u8> {
    padded(pack(bytes, BASE64))
}

/// Base 64 for URLs, without padding.
pub(super) fn base64url(bytes: &[u8]) -> Vec<u8> {
    pack(bytes, BASE64URL)
}

/// `text` padded with `=` to a multiple of four characters.
pub(super) fn padded(mut text: Vec<u8>) -> Vec<u8> {
    text.resize((text.len() + 3) / 4 * 4, b'=');
    text
}

/// Base 58.
pub(super) fn base58(bytes: &[u8]) -> Vec<u8> {
    let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
    let mut number = bytes[zeros..].to_vec();
    let mut text = Vec::new();
    while number.iter().any(|&byte| byte != 0) {
        text.push(BASE58[divide_by_58(&mut number)]);
    }
    text.resize(text.len() + zeros, b'1');
    text.reverse();
    text
}

/// Divides a big-endian number, and returns the remainder.
fn divide_by_58(number: &mut [u8]) -> usize {
    number.iter_mut().fold(0, |remainder, byte| {
        let rest = remainder * 256 + usize::from(*byte);
        *byte = (rest / 58) as u8;
        rest % 58
    })
}

/// Base 58 with the checksum of Bitcoin.
pub(super) fn base58check(payload: &[u8]) -> Vec<u8> {
    let checksum = sha256(&sha256(payload));
    base58(&[payload, &checksum[..4]].concat())
}

/// Bech32 of bytes, in lower case.
pub(super) fn bech32(hrp: &[u8], bytes: &[u8]) -> Vec<u8> {
    let digits = pack(bytes, bech32::ALPHABET);
    [hrp, b"1", &digits, &bech32_checksum(hrp, &digits)].concat()
}

/// The six checksum characters that follow the digits of a Bech32 string.
pub(super) fn bech32_checksum(hrp: &[u8], digits: &[u8]) -> Vec<u8> {
    let value = |digit| bech32::ALPHABET.iter().position(|letter| letter == digit).unwrap_or(0) as u8;
    let data: Vec<u8> = digits.iter().map(value).chain([0; 6]).collect();
    let remainder = bech32::checksum(hrp, &data) ^ 1;
    let digit = |place: u32| bech32::ALPHABET[(remainder >> (5 * place) & 31) as usize];
    (0..6).rev().map(digit).collect()
}

/// Text in lines of `width` characters, each with a line break.
pub(super) fn wrapped(text: &[u8], width: usize) -> Vec<u8> {
    text.chunks(width).flat_map(|line| [line, b"\n"].concat()).collect()
}

/// A DER value.
pub(super) fn der(tag: u8, contents: &[u8]) -> Vec<u8> {
    let length = match contents.len() {
        short @ 0..=0x7f => vec![short as u8],
        middle @ 0x80..=0xff => vec![0x81, middle as u8],
        long => vec![0x82, (long >> 8) as u8, long as u8],
    };
    [&[tag], &length[..], contents].concat()
}

/// A DER SEQUENCE of values.
pub(super) fn sequence(values: &[Vec<u8>]) -> Vec<u8> {
    der(0x30, &values.concat())
}

/// A byte string with a length prefix, as in SSH.
pub(super) fn ssh_string(text: &[u8]) -> Vec<u8> {
    [&(text.len() as u32).to_be_bytes(), text].concat()
}
