//! Formats whose parts have fixed lengths and alphabets. If a format has nothing else, a token that
//! fits is still [`Verdict::Unknown`].

use super::base::base64;
use super::text::{all, cut, cut_last, is_run, is_word, parts};
use super::Verdict;

/// `hvs.`, `hvb.` or `hvr.`, or the older `s.`, `b.`, `r.`. Most new tokens are a signed message: a
/// version, an HMAC of 32 bytes, and the token itself.
pub(super) fn vault(token: &[u8]) -> Verdict {
    let Some((prefix, body)) = cut(token, b'.') else {
        return Verdict::Invalid;
    };
    let lengths = match prefix {
        b"hvs" | b"hvr" => 24..=130,
        b"hvb" | b"s" | b"b" | b"r" => 24..=500,
        _ => return Verdict::Invalid,
    };
    let long = lengths.contains(&body.len());
    let start = body.get(..8).and_then(base64);
    match start {
        _ if !long || !all(body, |byte| is_word(byte) || *byte == b'.') => Verdict::Invalid,
        Some(start) if start.starts_with(&[0x08, 0x01, 0x12, 0x20]) => Verdict::Valid,
        _ => Verdict::Unknown,
    }
}

/// `CCIPAT_` or `CCIPRJ_`, 22 letters and digits, `_`, 40 hex digits.
pub(super) fn is_circleci(token: &[u8]) -> bool {
    let body = token.strip_prefix(b"CCIPAT_").or_else(|| token.strip_prefix(b"CCIPRJ_"));
    body.and_then(|body| cut(body, b'_')).is_some_and(|(id, secret)| {
        is_run(id, 22, u8::is_ascii_alphanumeric) && is_run(secret, 40, u8::is_ascii_hexdigit)
    })
}

/// `dckr_pat_` and 27 characters, or `dckr_oat_` and 32.
pub(super) fn is_docker_hub(token: &[u8]) -> bool {
    let personal = token.strip_prefix(b"dckr_pat_").is_some_and(|body| is_run(body, 27, is_word));
    personal || token.strip_prefix(b"dckr_oat_").is_some_and(|body| is_run(body, 32, is_word))
}

/// `xoxb-` and similar prefixes. The numbers in them are a team, a user and a time. They have at
/// least eight digits, and only in examples do the digits count up.
pub(super) fn is_slack(token: &[u8]) -> bool {
    let known = token.starts_with(b"xox") || token.starts_with(b"xapp-");
    let parts = parts(token, |&byte| byte == b'-');
    let counts = |part: &&[u8]| part.len() >= 8 && all(part, u8::is_ascii_digit) && is_counting(part);
    known && token.len() >= 20 && !parts[1..].iter().any(counts)
}

/// `123456789…`, `000000000…` or `0123…`: each digit follows the one before.
fn is_counting(number: &[u8]) -> bool {
    let steps = |step: u8| number.windows(2).all(|pair| (pair[0] - b'0' + step) % 10 == pair[1] - b'0');
    steps(0) || steps(1)
}

/// `SG.`, 22 characters, `.`, 43 characters: 16 and 32 bytes.
pub(super) fn is_sendgrid(token: &[u8]) -> bool {
    let parts = token.strip_prefix(b"SG.").and_then(|body| cut(body, b'.'));
    parts.is_some_and(|(id, secret)| is_run(id, 22, is_word) && is_run(secret, 43, is_word))
}

/// 14 letters and digits, `.atlasv1.`, at least 60 characters.
pub(super) fn is_terraform(token: &[u8]) -> bool {
    let parts = cut_last(token, b'.').and_then(|(head, secret)| Some((cut(head, b'.')?, secret)));
    parts.is_some_and(|((id, version), secret)| {
        let id = is_run(id, 14, u8::is_ascii_alphanumeric) && version == b"atlasv1";
        id && (60..=70).contains(&secret.len()) && all(secret, is_word)
    })
}
