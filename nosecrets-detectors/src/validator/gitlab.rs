//! GitLab tokens that name the instance they belong to.

use super::base::base64;
use super::radix::parse_base36;
use super::text::cut_last;
use super::Fact;

/// The meaning of the payload's routing keys.
const KEYS: [(u8, &str); 5] =
    [(b'c', "cell"), (b'o', "organisation"), (b'g', "group"), (b'p', "project"), (b'u', "user")];

/// Whether the token has the routable form.
pub(super) fn is_routable(token: &[u8]) -> bool {
    payload_and_length(token).is_some()
}

/// Whether the payload has the length that the token states.
pub(super) fn length_fits(token: &[u8]) -> bool {
    payload(token).is_some()
}

/// The token's routing information; ids in base 36 are returned as decimal numbers.
#[inline]
pub(super) fn facts(token: &[u8]) -> Vec<Fact> {
    let decoded = payload(token).and_then(base64).unwrap_or_default();
    // sixteen random bytes precede the routing lines, their number follows them
    let lines = decoded.get(16..decoded.len().saturating_sub(1)).unwrap_or_default();
    lines.split(|&byte| byte == b'\n').filter_map(fact).collect()
}

#[inline]
fn fact(line: &[u8]) -> Option<Fact> {
    let (&key, value) = line.split_first()?;
    let id = parse_base36(value.strip_prefix(b":")?)?;
    let (_, label) = KEYS.iter().find(|(letter, _)| *letter == key)?;
    Some(Fact { label, value: id.to_string() })
}

/// Prefix and payload, and the length that the nine characters at the end state.
fn payload_and_length(token: &[u8]) -> Option<(&[u8], usize)> {
    let (rest, end) = cut_last(token, b'.')?;
    let (head, version) = cut_last(rest, b'.')?;
    let length = parse_base36(end.get(..2)?)?;
    (version == b"01" && end.len() == 9).then_some((head, length))
}

fn payload(token: &[u8]) -> Option<&[u8]> {
    let (head, length) = payload_and_length(token)?;
    let start = head.len().checked_sub(length)?;
    let prefix_ends = head[..start].ends_with(b"-") || head[..start].ends_with(b"_");
    (prefix_ends && length >= 27).then(|| &head[start..])
}
