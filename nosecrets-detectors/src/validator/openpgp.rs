//! Secret keys in OpenPGP's ASCII armour (RFC 9580, section 6).

use super::base::base64;
use super::crc::crc24;
use super::text;

/// Whether the body of the armour is a secret key packet, with a valid checksum if there is one.
pub(super) fn is_armoured_secret_key(body: &[u8]) -> bool {
    let Some((bytes, checksum)) = read(body) else {
        return false;
    };
    let fits = checksum.map_or(true, |sum| sum == crc24(&bytes).to_be_bytes()[1..]);
    fits && is_secret_key(&bytes)
}

/// The packets, and the checksum: an `=` and four characters at the end.
fn read(body: &[u8]) -> Option<(Vec<u8>, Option<Vec<u8>>)> {
    let text = text::body(body);
    let end = text.len().saturating_sub(5);
    if text.get(end) == Some(&b'=') {
        return Some((base64(&text[..end])?, Some(base64(&text[end + 1..])?)));
    }
    Some((base64(&text)?, None))
}

/// Whether it is a packet of tag 5, in the old or the new format, with a version after its length.
fn is_secret_key(bytes: &[u8]) -> bool {
    let header = match bytes.first() {
        Some(0x94) => 2,
        Some(0x95) => 3,
        Some(0x96) => 5,
        Some(0xc5) => new_header(bytes),
        _ => return false,
    };
    matches!(bytes.get(header), Some(3..=6)) && bytes.len() >= header + 40
}

fn new_header(bytes: &[u8]) -> usize {
    match bytes.get(1) {
        Some(0xc0..=0xdf) => 3,
        Some(0xff) => 6,
        _ => 2,
    }
}
