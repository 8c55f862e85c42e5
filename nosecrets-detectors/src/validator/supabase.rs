//! Supabase API keys, whose checksum also covers the project's name.
//!
//! It is not documented: the rule was derived from public samples.

use super::base::{pack, BASE64URL};
use super::sha2::sha256;
use super::text::{all, is_word};
use super::Verdict;

/// What follows a project's name in its URL.
const HOST: &[u8] = b".supabase.co";

/// Checks the shape, and the checksum against every project named in the text.
pub(super) fn check(token: &[u8], surroundings: &[u8]) -> Verdict {
    let Some(head) = head(token) else {
        return Verdict::Invalid;
    };
    if projects(surroundings).any(|project| token.ends_with(&checksum(project, head))) {
        return Verdict::Valid;
    }
    Verdict::Unknown
}

/// The part before the last `_`: prefix and 22 characters. Eight characters follow it.
fn head(token: &[u8]) -> Option<&[u8]> {
    let end = token.len().checked_sub(9)?;
    let body = token.strip_prefix(b"sb_secret_").or_else(|| token.strip_prefix(b"sb_publishable_"))?;
    (body.len() == 31 && body[22] == b'_' && all(body, is_word)).then(|| &token[..end])
}

/// The eight characters that a project's key ends with.
pub(crate) fn checksum(project: &[u8], head: &[u8]) -> Vec<u8> {
    let covered = [project, b"|", head].concat();
    pack(&sha256(&covered)[..6], BASE64URL)
}

/// The names of twenty letters before `.supabase.co`.
fn projects(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let ends = text.windows(HOST.len()).enumerate().filter(|(_, window)| *window == HOST);
    ends.filter_map(move |(end, _)| text.get(end.checked_sub(20)?..end))
        .filter(|name| all(name, u8::is_ascii_lowercase))
}
