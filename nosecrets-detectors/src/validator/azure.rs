//! Keys of Azure services (<https://github.com/microsoft/security-utilities>).

use super::base::{base32, base64, pack, trim_padding, BASE64};
use super::crc::crc32;
use super::marvin32::marvin32;
use super::radix::{digits, BASE62};

/// The seed of every common annotated key, `Default0`.
const CASK_SEED: u64 = 0x4465_6661_756c_7430;

/// Constants that are combined with the checksum of a personal access token: one for users' tokens,
/// one for applications'.
pub(crate) const PAT_SEEDS: [u32; 2] = [0xe0b9_692d, 0x1019_f92e];

/// A personal access token of 52 characters, with its checksum spread among the bytes that it
/// covers.
pub(super) fn is_devops_pat(token: &[u8]) -> bool {
    let Some(bytes) = base32(token).filter(|bytes| bytes.len() == 32) else {
        return false;
    };
    PAT_SEEDS.iter().any(|&seed| sealed_pat(&bytes, seed) == bytes)
}

/// The 32 bytes of a personal access token, with a valid checksum.
pub(crate) fn sealed_pat(bytes: &[u8], seed: u32) -> Vec<u8> {
    let covered = [&bytes[..2], &bytes[3..7], &bytes[9..22], &bytes[23..32]].concat();
    let checksum = (crc32(&covered) ^ seed).to_le_bytes();
    let mut sealed = bytes.to_vec();
    for (number, byte) in checksum.iter().enumerate() {
        sealed[[22, 8, 7, 2][number]] = *byte;
    }
    sealed
}

/// A common annotated security key: 52 random characters, the signature, when and by whom it was
/// created, and a checksum. Keys of 84 characters have four characters of the checksum, keys of 88
/// all of it.
pub(super) fn is_cask(token: &[u8]) -> bool {
    let signed = token.get(52..58).is_some_and(|mark| mark == b"JQQJ99" || mark == b"JQQJ9D");
    let right = || cask_checksums(token).is_some_and(|sums| sums.iter().any(|sum| token.ends_with(sum)));
    signed && right()
}

/// The endings that a key of this length may have.
pub(crate) fn cask_checksums(token: &[u8]) -> Option<Vec<Vec<u8>>> {
    let checksum = marvin32(&base64(token.get(..80)?)?, CASK_SEED);
    let bytes = checksum.to_le_bytes();
    match token.len() {
        84 => Some(vec![pack(&bytes[..3], BASE64), base62_start(checksum.swap_bytes())]),
        88 => Some(vec![[pack(&bytes, BASE64), b"==".to_vec()].concat()]),
        _ => None,
    }
}

/// The first four digits of a number in base 62, without leading zeros.
fn base62_start(number: u32) -> Vec<u8> {
    let digits = digits::<6>(number, BASE62);
    let mut zeros = 0;
    while zeros < 2 && digits[zeros] == b'0' {
        zeros += 1;
    }
    digits[zeros..zeros + 4].to_vec()
}

/// One kind of key: its signature, the signature's position, and the seeds of its checksum.
pub(crate) struct Service {
    /// Length without padding.
    length: usize,
    at: usize,
    signature: &'static [u8],
    pub(crate) seeds: &'static [u64],
}

const fn bytes64(signature: &'static [u8], seeds: &'static [u64]) -> Service {
    Service { length: 86, at: 76, signature, seeds }
}

const fn bytes32(signature: &'static [u8], seeds: &'static [u64]) -> Service {
    Service { length: 43, at: 33, signature, seeds }
}

const fn bytes39(signature: &'static [u8], seeds: &'static [u64]) -> Service {
    Service { length: 52, at: 42, signature, seeds }
}

/// Every kind of key; a seed spells its purpose, such as `Send0000`.
const SERVICES: &[Service] = &[
    // Storage, Batch, Machine Learning (classic)
    bytes64(b"+ASt", &[0x4465_6661_756c_7430]),
    bytes64(b"+ABa", &[0x4162_4163_6374_3030]),
    bytes64(b"+AMC", &[0x436c_6173_7369_6330]),
    // Cosmos DB
    bytes64(
        b"ACDb",
        &[
            0x4d61_7374_5257_3030,
            0x4d61_7374_524f_3030,
            0x5379_7341_6c6c_3030,
            0x5265_736f_7572_3030,
            0x5379_7374_524f_3030,
            0x5379_7374_5257_3030,
            0x456e_6372_7970_3030,
        ],
    ),
    // API Management
    bytes64(b"APIM", &[0x5465_6e61_6e74_3030, 0x496f_5448_7562_3030, 0x4761_7465_7779_3030, 0x4769_744b_6579_3030]),
    // Functions
    Service {
        length: 54,
        at: 44,
        signature: b"AzFu",
        seeds: &[0x4d61_7374_6572_3030, 0x5379_7374_656d_3030, 0x4675_6e63_7469_3030],
    },
    // AI Search, Container Registry
    bytes39(b"AzSe", &[0x5175_6572_7930_3030, 0x5041_646d_696e_3030]),
    bytes39(b"+ACR", &[0x4143_5244_666c_7430]),
    // Cache for Redis
    bytes32(b"AzCa", &[0x4163_6365_7373_3030]),
    // Service Bus, Event Hubs, Relay
    bytes32(b"+ASb", MESSAGING),
    bytes32(b"+AEh", MESSAGING),
    bytes32(b"+ARm", MESSAGING),
    // IoT Hub, provisioning and devices
    bytes32(b"AIoT", &[0x496f_5448_7562_3030, 0x4470_734b_6579_3030, 0x4465_7669_6365_3030]),
    // Event Grid
    bytes32(b"AZEG", &[0x5365_6e64_5265_6376]),
];

const MESSAGING: &[u64] = &[0x5365_6e64_3030_3030, 0x4c69_7374_656e_3030, 0x4d61_6e61_6765_3030];

/// A key with the signature of its service, and a checksum in its last four bytes.
pub(super) fn is_identifiable(token: &[u8]) -> bool {
    let Some((service, bytes)) = service(token).zip(base64(token)) else {
        return false;
    };
    let fits = |&seed: &u64| sealed(&bytes, seed).is_some_and(|key| same_key(&key, &bytes, service));
    service.seeds.iter().any(fits)
}

/// The service whose signature the token has.
pub(crate) fn service(token: &[u8]) -> Option<&'static Service> {
    let text = trim_padding(token);
    SERVICES.iter().find(|service| text.len() == service.length && text[service.at..].starts_with(service.signature))
}

/// The bytes of a key with a valid checksum.
pub(crate) fn sealed(bytes: &[u8], seed: u64) -> Option<Vec<u8>> {
    let covered = &bytes[..bytes.len().checked_sub(4)?];
    Some([covered, &marvin32(covered, seed).to_le_bytes()].concat())
}

/// Redis keys have `P` and `F` in place of `+` and `/`, in the checksum too.
fn same_key(sealed: &[u8], bytes: &[u8], service: &Service) -> bool {
    match service.signature {
        b"AzCa" => written(sealed) == written(bytes),
        _ => sealed == bytes,
    }
}

fn written(bytes: &[u8]) -> Vec<u8> {
    let mut text = pack(bytes, BASE64);
    for byte in &mut text {
        *byte = match *byte {
            b'+' => b'P',
            b'/' => b'F',
            other => other,
        };
    }
    text
}
