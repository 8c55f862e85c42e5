//! Bech32 (BIP-173), the encoding of age's and Nostr's private keys.

/// The 32 characters of the data part, in the order of their values.
pub(crate) const ALPHABET: &[u8] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];

/// Whether the token is a 32-byte private key with a valid checksum.
pub(crate) fn is_valid(token: &[u8]) -> bool {
    split(token).is_some_and(|(hrp, data)| {
        // 52 digits for 256 bits, four bits of zeros, six digits of checksum
        data.len() == 58 && data[51] & 0x0f == 0 && checksum(&hrp, &data) == 1
    })
}

/// The human-readable part in lower case, and the digits after the last `1`.
fn split(token: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mixed = token.iter().any(u8::is_ascii_lowercase) && token.iter().any(u8::is_ascii_uppercase);
    let lower = token.to_ascii_lowercase();
    let one = lower.iter().rposition(|&byte| byte == b'1')?;
    let mut data = Vec::new();
    for byte in &lower[one + 1..] {
        data.push(ALPHABET.iter().position(|letter| letter == byte)? as u8);
    }
    (!mixed && one > 0).then(|| (lower[..one].to_vec(), data))
}

/// The remainder of the polynomial; 1 if the data end in their checksum.
pub(crate) fn checksum(hrp: &[u8], data: &[u8]) -> u32 {
    let mut digits = Vec::new();
    for byte in hrp {
        digits.push(byte >> 5);
    }
    digits.push(0);
    for byte in hrp {
        digits.push(byte & 31);
    }
    let mut remainder = 1;
    for &digit in &[&digits, data].concat() {
        remainder = step(remainder, digit);
    }
    remainder
}

fn step(remainder: u32, digit: u8) -> u32 {
    let mut sum = (remainder & 0x01ff_ffff) << 5 ^ u32::from(digit);
    for (bit, generator) in GENERATOR.iter().enumerate() {
        if remainder >> (25 + bit) & 1 == 1 {
            sum ^= generator;
        }
    }
    sum
}
