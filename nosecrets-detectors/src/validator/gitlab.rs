//! GitLab tokens that say to which instance they belong.

use super::base::base64;
use super::radix::parse_base36;
use super::text::cut_last;
use super::Fact;

/// What a routing key of the payload stands for.
const KEYS: [(u8, &str); 5] =
    [(b'c', "cell"), (b'o', "organisation"), (b'g', "group"), (b'p', "project"), (b'u', "user")];

/// Has the token the routable form at all?
pub(super) fn is_routable(token: &[u8]) -> bool {
    payload_and_length(token).is_some()
}

/// Is the payload as long as the token says?
pub(super) fn length_fits(token: &[u8]) -> bool {
    payload(token).is_some()
}

/// Where the token is to be sent; ids in base 36 are given as decimal numbers.
#[inline]
pub(super) fn facts(token: &[u8]) -> Vec<Fact> {
    let decoded = payload(token).and_then(base64).unwrap_or_default();
    // sixteen random bytes stand before the routing lines, their number after
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

/// Prefix and payload, and the length that the nine characters at the end give.
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
