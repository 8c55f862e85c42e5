//! Keys of cryptocurrencies, and keys in similar encodings.

use super::super::rng::Rng;
use super::encode::{base58, base58check, bech32};
use super::repair;
use crate::validator::base::{pack, HEX_LOWER};
use crate::validator::sha2::sha256;
use crate::validator::{bip39 as words, ed25519};

/// An age identity.
pub(super) fn age(rng: &mut Rng) -> Vec<u8> {
    bech32(b"age-secret-key-", &rng.bytes(32)).to_ascii_uppercase()
}

/// A Nostr private key.
pub(super) fn nostr(rng: &mut Rng) -> Vec<u8> {
    bech32(b"nsec", &rng.bytes(32))
}

/// A mnemonic of `count` words.
pub(super) fn bip39(count: &str, rng: &mut Rng) -> Option<Vec<u8>> {
    let count: usize = count.parse().ok().filter(|count| matches!(count, 12 | 15 | 18 | 21 | 24))?;
    let entropy = rng.bytes(count / 3 * 4);
    let all = [&entropy[..], &sha256(&entropy)[..1]].concat();
    let bit = |at: usize| usize::from(all[at / 8] >> (7 - at % 8) & 1);
    let number = |word: usize| (word * 11..word * 11 + 11).fold(0, |sum, at| sum << 1 | bit(at));
    Some((0..count).map(|word| words::word(number(word))).collect::<Vec<_>>().join(&b' '))
}

/// A private key on secp256k1 in hex.
pub(super) fn ethereum(rng: &mut Rng) -> Vec<u8> {
    [b"0x", &pack(&scalar(rng), HEX_LOWER)[..]].concat()
}

/// 32 bytes below the order of every curve in use.
fn scalar(rng: &mut Rng) -> Vec<u8> {
    let mut bytes = rng.bytes(32);
    bytes[0] = bytes[0] & 0x7f | 0x01;
    bytes
}

/// A compressed Bitcoin key in wallet import format.
pub(super) fn wif(rng: &mut Rng) -> Vec<u8> {
    base58check(&[&[0x80], &scalar(rng)[..], &[1]].concat())
}

/// A BIP-32 master key.
pub(super) fn xprv(rng: &mut Rng) -> Vec<u8> {
    let version = [0x04, 0x88, 0xad, 0xe4];
    base58check(&[&version[..], &[0; 9], &rng.bytes(32)[..], &[0], &scalar(rng)].concat())
}

/// A Stellar seed.
pub(super) fn stellar(rng: &mut Rng) -> Vec<u8> {
    repair::stellar_seed(&rng.bytes(32))
}

/// A Solana key pair in base 58.
pub(super) fn solana(rng: &mut Rng) -> Vec<u8> {
    base58(&pair(rng))
}

/// A Solana key pair, as the command-line tools store it.
pub(super) fn solana_array(rng: &mut Rng) -> Vec<u8> {
    let numbers: Vec<String> = pair(rng).iter().map(u8::to_string).collect();
    format!("[{}]", numbers.join(",")).into_bytes()
}

fn pair(rng: &mut Rng) -> Vec<u8> {
    let seed = rng.bytes(32);
    let public = ed25519::public_key(&seed);
    [&seed[..], &public].concat()
}
