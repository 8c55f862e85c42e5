//! Macaroons: PyPI's in the binary format, version 2
//! (<https://github.com/rescrv/libmacaroons/blob/master/doc/format.txt>), and
//! Fly.io's in MessagePack (<https://github.com/superfly/macaroon>).

use super::base::base64;
use super::text::{cut, parts};
use super::Fact;

const LOCATION: u8 = 1;
const SIGNATURE: u8 = 6;

/// Whether the token is a macaroon issued by a Python package index.
pub(super) fn is_pypi(token: &[u8]) -> bool {
    pypi_bytes(token).is_some_and(|bytes| fields_end_in_signature(&bytes))
}

/// The index that issued the token.
#[inline]
pub(super) fn pypi_facts(token: &[u8]) -> Vec<Fact> {
    let bytes = pypi_bytes(token).unwrap_or_default();
    let index = bytes.get(1..).and_then(field).filter(|(kind, ..)| *kind == LOCATION);
    index.and_then(|(_, host, _)| Fact::new("index", host)).into_iter().collect()
}

fn pypi_bytes(token: &[u8]) -> Option<Vec<u8>> {
    let bytes = base64(token.strip_prefix(b"pypi-")?)?;
    bytes.starts_with(&[2, LOCATION]).then_some(bytes)
}

/// Reads fields and section ends up to the signature, which comes last.
fn fields_end_in_signature(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(1..).unwrap_or_default();
    while let Some((kind, value, after)) = field(rest) {
        if kind == SIGNATURE {
            return value.len() == 32 && after.is_empty();
        }
        rest = after;
    }
    false
}

/// Kind and contents of the first field, and the rest.
fn field(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&kind, rest) = bytes.split_first()?;
    if kind == 0 {
        return Some((kind, &[], rest));
    }
    let (length, rest) = varint(rest)?;
    Some((kind, rest.get(..length)?, rest.get(length..)?))
}

fn varint(bytes: &[u8]) -> Option<(usize, &[u8])> {
    match *bytes {
        [low @ ..=0x7f, ref rest @ ..] => Some((usize::from(low), rest)),
        [low, high @ ..=0x7f, ref rest @ ..] => Some((usize::from(low & 0x7f) | usize::from(high) << 7, rest)),
        _ => None,
    }
}

/// Whether one of the macaroons in the list has nonce, location, caveats and tail. Others discharge
/// its caveats, and may be of another kind.
pub(super) fn is_fly(token: &[u8]) -> bool {
    let token = token.strip_prefix(b"FlyV1 ").unwrap_or(token);
    parts(token, |&byte| byte == b',').iter().any(|part| is_fly_macaroon(part))
}

fn is_fly_macaroon(text: &[u8]) -> bool {
    let known = |prefix: &[u8]| matches!(prefix, b"fm1r" | b"fm1a" | b"fm2");
    let body = cut(text, b'_').filter(|(prefix, _)| known(prefix)).and_then(|(_, body)| base64(body));
    // a list of four whose first, the nonce, is a list of two or three
    body.is_some_and(|bytes| matches!(bytes[..], [0x94, 0x92 | 0x93, 0xc4..=0xc6, ..]))
}
