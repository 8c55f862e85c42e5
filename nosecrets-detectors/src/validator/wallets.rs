//! Private keys of cryptocurrencies.

use super::base::{base32, hex};
use super::crc::crc16_xmodem;
use super::ed25519;
use super::radix::{base58, base58check};
use super::text::{decimal, parts, words};

/// The order of the group of secp256k1 (SEC 2, section 2.4.1).
const SECP256K1_ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xba, 0xae, 0xdc,
    0xe6, 0xaf, 0x48, 0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c, 0xd0, 0x36, 0x41, 0x41,
];

/// The first bytes of extended private keys: `xprv`, `tprv`, and those that SLIP-132 defines for
/// other kinds of address: `yprv`, `zprv`, `Yprv`, `Zprv`, `uprv`, `vprv`.
const EXTENDED: [[u8; 4]; 8] = [
    [0x04, 0x88, 0xad, 0xe4],
    [0x04, 0x35, 0x83, 0x94],
    [0x04, 0x9d, 0x78, 0x78],
    [0x04, 0xb2, 0x43, 0x0c],
    [0x02, 0x95, 0xb0, 0x05],
    [0x02, 0xaa, 0x7a, 0x99],
    [0x04, 0x4a, 0x4e, 0x28],
    [0x04, 0x5f, 0x18, 0xbc],
];

/// 64 hex digits that can be a scalar, with or without `0x`. Small numbers are rejected: they can
/// be scalars, but occur only in examples.
pub(super) fn is_secp256k1(token: &[u8]) -> bool {
    let digits = token.strip_prefix(b"0x").unwrap_or(token);
    hex(digits).is_some_and(|scalar| {
        let large = scalar.iter().take(16).any(|&byte| byte != 0);
        scalar.len() == 32 && large && scalar[..] < SECP256K1_ORDER[..]
    })
}

/// Wallet import format: network, scalar, and optionally a mark for compression.
pub(super) fn is_wif(token: &[u8]) -> bool {
    let payload = base58check(token).unwrap_or_default();
    let networks = matches!(payload.first(), Some(0x80 | 0xef));
    networks && (payload.len() == 33 || payload.len() == 34 && payload[33] == 1)
}

/// Version, depth, parent, number, chain code, and a scalar after a zero (BIP-32).
pub(super) fn is_xprv(token: &[u8]) -> bool {
    let payload = base58check(token).unwrap_or_default();
    let version = EXTENDED.iter().any(|version| payload.starts_with(version));
    version && payload.len() == 78 && payload[45] == 0
}

/// A version byte, which yields the `S`, 32 bytes and a CRC-16
/// (<https://stellar.org/protocol/sep-23>).
pub(super) fn is_stellar(token: &[u8]) -> bool {
    let bytes = base32(token).unwrap_or_default();
    let whole = bytes.len() == 35 && bytes[0] == 0x90 && token.len() == 56;
    whole && crc16_xmodem(&bytes[..33]).to_le_bytes() == bytes[33..]
}

/// A seed and its public key, in base 58 or as an array.
pub(super) fn is_solana(token: &[u8]) -> bool {
    let bytes = if token.starts_with(b"[") { byte_array(token) } else { base58(token) };
    bytes.is_some_and(|pair| pair.len() == 64 && ed25519::public_key(&pair[..32])[..] == pair[32..])
}

/// At most 64 decimal numbers below 256 in brackets.
fn byte_array(text: &[u8]) -> Option<Vec<u8>> {
    let inner = text.strip_prefix(b"[")?.strip_suffix(b"]")?;
    let items = parts(inner, |&byte| byte == b',');
    let mut bytes = Vec::new();
    // One more than allowed, so that a longer list is noticed.
    for item in items.iter().take(65) {
        let [number] = words(item, u8::is_ascii_whitespace)[..] else { return None };
        bytes.push(u8::try_from(decimal(number)?).ok()?);
    }
    Some(bytes)
}
