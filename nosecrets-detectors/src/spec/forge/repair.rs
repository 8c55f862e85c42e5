//! Makes the checksum of a random token valid.

use super::encode::{base58check, bech32_checksum, padded};
use crate::validator::base::{base32, base64, pack, trim_padding, BASE32, BASE64, BASE64URL};
use crate::validator::crc::crc16_xmodem;
use crate::validator::radix::{base58, digits, BASE36, BASE62};
use crate::validator::sha2::sha256;
use crate::validator::{azure, conjur, seal, Validator};

/// Makes the checksum of a random token valid, in place, so that [`Validator::check`] accepts it. A
/// token of a format without a checksum, or of another shape, does not change.
pub fn repair(validator: Validator, token: &mut Vec<u8>) {
    if validator == Validator::GitlabRoutable {
        set_payload_length(token);
    }
    if let Some(seal) = seal::rule(validator).and_then(|rule| rule(token)) {
        overwrite(token, seal.at, &seal.text);
    }
    let repaired = match validator {
        Validator::AzureCask => varied(token, cask),
        Validator::AzureDevopsPat => devops_pat(token),
        Validator::AzureIdentifiableKey => varied(token, azure_key),
        Validator::Bech32 => bech32(token),
        Validator::ConjurApiKey => Some(conjur_key(&sha256(token))),
        Validator::StellarSeed => stellar(token),
        Validator::Wif => wif(token),
        Validator::Xprv => xprv(token),
        _ => None,
    };
    if let Some(repaired) = repaired {
        *token = repaired;
    }
}

fn overwrite(token: &mut [u8], at: usize, text: &[u8]) {
    if let Some(place) = token.get_mut(at..at + text.len()) {
        place.copy_from_slice(text);
    }
}

/// Writes the length of the part between the first `-` and the first `.`.
fn set_payload_length(token: &mut [u8]) {
    let place = |wanted| token.iter().position(|&byte| byte == wanted);
    if let (Some(dash), Some(dot)) = (place(b'-'), place(b'.')) {
        let length = digits::<2>(dot.saturating_sub(dash + 1) as u32, BASE36);
        let at = token.len().saturating_sub(9);
        overwrite(token, at, &length);
    }
}

/// Varies the first two characters of `token` until its checksum contains neither `+` nor `/`,
/// which not every pattern of a key allows. Returns the first such token.
fn varied(token: &[u8], sealed: fn(&[u8]) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
    let mut token = token.to_vec();
    for number in 0..62 * 62 {
        let sealed = sealed(&token)?;
        if sealed[sealed.len() - 8..].iter().all(|byte| !b"+/-_".contains(byte)) {
            return Some(sealed);
        }
        token[..2].copy_from_slice(&digits::<2>(number, BASE62));
    }
    None
}

fn cask(token: &[u8]) -> Option<Vec<u8>> {
    let ending = azure::cask_checksums(token)?.pop()?;
    Some([&token[..80], &ending].concat())
}

fn devops_pat(token: &[u8]) -> Option<Vec<u8>> {
    let bytes = base32(token).filter(|bytes| bytes.len() == 32)?;
    Some(pack(&azure::sealed_pat(&bytes, azure::PAT_SEEDS[0]), BASE32).to_ascii_lowercase())
}

/// Only Functions keys use the URL-safe alphabet.
fn azure_key(token: &[u8]) -> Option<Vec<u8>> {
    let seed = azure::service(token)?.seeds.first()?;
    let bytes = azure::sealed(&base64(token)?, *seed)?;
    let alphabet = if trim_padding(token).len() == 54 { BASE64URL } else { BASE64 };
    let text = pack(&bytes, alphabet);
    // the signature ends ten characters before the end, where bits may be shared
    let start = text.len() - 6;
    let shared = [&trim_padding(token)[..start], &text[start..]].concat();
    Some(if token.ends_with(b"=") { padded(shared) } else { shared })
}

fn bech32(token: &[u8]) -> Option<Vec<u8>> {
    let lower = token.to_ascii_lowercase();
    let one = lower.iter().rposition(|&byte| byte == b'1')?;
    let (hrp, digits) = (&lower[..one], lower.get(one + 1..lower.len().checked_sub(6)?)?);
    // the last of 52 digits has one bit of the key and four that must be zero
    let last = if b"qpzry9x8gf2tvdw0".contains(digits.last()?) { b"q" } else { b"s" };
    let digits = [&digits[..digits.len() - 1], last].concat();
    let text = [hrp, b"1", &digits, &bech32_checksum(hrp, &digits)].concat();
    let upper = token.iter().any(u8::is_ascii_uppercase);
    Some(if upper { text.to_ascii_uppercase() } else { text })
}

/// The key for 32 random bytes.
pub(super) fn conjur_key(bytes: &[u8]) -> Vec<u8> {
    let number = |four: &[u8]| four.iter().fold(0u32, |sum, &byte| sum << 8 | u32::from(byte));
    let text = |number| {
        let digits = digits::<7>(number, conjur::ALPHABET);
        let zeros = digits.iter().take(6).take_while(|&&digit| digit == b'0').count();
        digits[zeros..].to_vec()
    };
    bytes.chunks(4).map(number).flat_map(text).collect()
}

/// The seed that contains the 32 bytes of the token.
fn stellar(token: &[u8]) -> Option<Vec<u8>> {
    let bytes = base32(token).filter(|bytes| bytes.len() == 35)?;
    Some(stellar_seed(&bytes[1..33]))
}

/// The Stellar seed that contains 32 bytes.
pub(super) fn stellar_seed(bytes: &[u8]) -> Vec<u8> {
    let payload = [&[0x90], bytes].concat();
    let checksum = crc16_xmodem(&payload).to_le_bytes();
    pack(&[&payload[..], &checksum].concat(), BASE32)
}

fn wif(token: &[u8]) -> Option<Vec<u8>> {
    let bytes = base58(token)?;
    let (network, compressed) = match token.first()? {
        b'5' => (0x80, false),
        b'K' | b'L' => (0x80, true),
        b'9' => (0xef, false),
        _ => (0xef, true),
    };
    let mark: &[u8] = if compressed { &[1] } else { &[] };
    Some(base58check(&[&[network], bytes.get(1..33)?, mark].concat()))
}

fn xprv(token: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = base58(token).filter(|bytes| bytes.len() == 82)?;
    bytes[45] = 0;
    Some(base58check(&bytes[..78]))
}
