//! Passwords inside addresses and connection strings.

use super::name::{self, Strength};
use super::score;
use super::shape;
use super::value::{Subject, Usage, is_common, is_placeholder};

/// The place of a password between `://` and `@`.
pub(crate) const ADDRESS: &str = "a URL";

/// A password in a longer text.
pub(crate) struct Inside<'a> {
    /// The password.
    pub password: &'a str,
    /// What kind of text it is in.
    pub place: &'static str,
    /// Whether it is what a server has before anyone sets it up, on the same
    /// machine: `postgres:postgres@localhost`.
    pub is_local_default: bool,
}

/// The password in a text, if there is one.
pub(crate) fn find(text: &str) -> Option<Inside<'_>> {
    in_userinfo(text).or_else(|| in_query(text)).or_else(|| in_pairs(text))
}

/// `scheme://user:password@host`.
fn in_userinfo(text: &str) -> Option<Inside<'_>> {
    let (_, rest) = text.split_once("://")?;
    let end = rest.find(|c: char| c.is_whitespace() || "/?#\"'`<>\\".contains(c)).unwrap_or(rest.len());
    let (userinfo, host) = rest[..end].rsplit_once('@')?;
    let (user, password) = userinfo.split_once(':')?;
    let is_sample = is_sample_word(password) || is_sample_host(host);
    (is_given(password) && !is_sample && !host.is_empty()).then(|| Inside {
        password,
        place: ADDRESS,
        is_local_default: is_local(host) && (password == user || is_common(password)),
    })
}

/// Where a piece of code begins an address whose user has a password: to the
/// `@`, or up to the end of a literal that others may go on.
///
/// Looked for before anything is parsed, so what is put together from pieces none
/// of which does this is not reported.
pub(crate) fn userinfos(code: &[u8]) -> impl Iterator<Item = usize> + '_ {
    const MAX_USERINFO: usize = 160;
    memchr::memmem::find_iter(code, b"://")
        .filter(|&at| is_userinfo(&code[at + 3..code.len().min(at + 3 + MAX_USERINFO)]))
}

/// Whether a user and a password, or its beginning, stand at the start of a text.
fn is_userinfo(rest: &[u8]) -> bool {
    let end = rest.iter().position(|byte| byte.is_ascii_whitespace() || b"/\"?#<>`@".contains(byte));
    let Some((end, colon)) = end.and_then(|end| Some((end, memchr::memchr(b':', &rest[..end])?))) else { return false };
    let password = &rest[colon + 1..end];
    let is_port = !password.is_empty() && password.iter().all(u8::is_ascii_digit);
    rest[end] == b'@' || (rest[end] == b'"' && !is_port && !rest[..end].contains(&b'{'))
}

/// `…?api_key=value`.
fn in_query(text: &str) -> Option<Inside<'_>> {
    let (address, query) = text.split_once('?')?;
    let is_url = shape::is_url(address) || address.starts_with('/');
    let pairs = query.split(['&', '#']).filter_map(|pair| pair.split_once('='));
    let password = pairs.filter(|_| is_url).find(|(key, value)| is_secret(key, value)).map(|(_, value)| value)?;
    Some(Inside { password, place: "the query of a URL", is_local_default: false })
}

fn is_secret(key: &str, value: &str) -> bool {
    let Some(claim) = name::claim(key) else { return false };
    score::score(&Subject { text: value, name: key, claim, usage: Usage::Entry }).is_secret()
}

/// Keys beside which a password stands in a connection string.
const BESIDE: &[&str] = &[
    "host",
    "hostaddr",
    "server",
    "user",
    "username",
    "uid",
    "user id",
    "dbname",
    "database",
    "data source",
    "initial catalog",
    "port",
    "accountname",
    "endpoint",
];

/// Whether a literal may hold a name and its value, before it is parsed.
pub(crate) fn may_hold_pair(literal: &[u8]) -> bool {
    let has_key = |key: &&str| literal.windows(key.len()).any(|part| part.eq_ignore_ascii_case(key.as_bytes()));
    memchr::memchr(b'=', literal).is_some() && (literal.contains(&b'?') || BESIDE.iter().any(has_key))
}

/// `host=… password=…`, `Server=…;Pwd=…`.
fn in_pairs(text: &str) -> Option<Inside<'_>> {
    let separator: &[char] = if text.contains(';') { &[';'] } else { &[' ', '\n', ','] };
    let pairs =
        || text.split(separator).filter_map(|pair| pair.split_once('=')).map(|(key, value)| (key.trim(), value.trim()));
    let value_of = |wanted: &dyn Fn(&str) -> bool| {
        pairs().find(|(key, _)| wanted(&key.to_ascii_lowercase())).map(|(_, value)| value)
    };
    let host = value_of(&|key| BESIDE.contains(&key))?;
    let password = value_of(&|key| key == "pwd" || is_password(key))?;
    let password = password.trim_matches(['\'', '"']);
    (is_given(password) && !is_sample_word(password)).then(|| Inside {
        password,
        place: "a connection string",
        is_local_default: is_local(host) && is_common(password),
    })
}

fn is_password(key: &str) -> bool {
    name::claim(key).is_some_and(|claim| claim.strength == Strength::Strong)
}

/// Whether there is a password, and not the place for one.
fn is_given(password: &str) -> bool {
    password.len() >= 3
        && password.is_ascii()
        && password.contains(|c: char| c.is_ascii_alphanumeric())
        && !password.contains(['{', '}', '$', '<', '>', '(', ')', '[', ']', ' ', '%'])
        && !is_placeholder(password)
        && !shape::is_screaming(password)
}

/// Whether it says what should stand there: texts about addresses have it.
fn is_sample_word(password: &str) -> bool {
    const WORDS: &[&str] =
        &["pass", "password", "passwd", "pw", "pwd", "secret", "token", "auth", "key", "foo", "bar", "baz"];
    WORDS.contains(&password.to_ascii_lowercase().as_str())
}

/// Whether the host is one that documents use.
///
/// Source: RFC 2606, "Reserved Top Level DNS Names".
fn is_sample_host(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let is_reserved =
        |part: &str| matches!(part, "example" | "test" | "invalid" | "host" | "hostname" | "domain" | "server");
    let mut labels = name.rsplit('.');
    let last = labels.next().unwrap_or_default();
    is_reserved(last) || labels.next().is_some_and(is_reserved)
}

fn is_local(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1" | "[::1]" | "0.0.0.0" | "host.docker.internal" | "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Option<&str> {
        find(text).map(|inside| inside.password)
    }

    #[test]
    fn passwords_are_found_in_userinfo_queries_and_pairs() {
        assert_eq!(password("postgres://app:s3cr3t-pw@db.internal/app"), Some("s3cr3t-pw"));
        assert_eq!(password("redis://:hunter2@cache:6379"), Some("hunter2"));
        assert_eq!(password("host=db user=app password=hunter2"), Some("hunter2"));
        assert_eq!(password("Server=db;Uid=sa;Pwd=hunter2;"), Some("hunter2"));
        assert_eq!(password("https://a.io/v1?x=1&api_key=q7Zr0vKw3mXp9LbT2sYe"), Some("q7Zr0vKw3mXp9LbT2sYe"));
    }

    #[test]
    fn places_for_passwords_are_none() {
        for text in [
            "postgres://user:{password}@host/db",
            "postgres://user:password@db.internal",
            "https://user:hunter2@example.com/",
            "https://host/path:8080/@user",
            "https://a.io/?api_key=YOUR_API_KEY",
            "host={} password={}",
            "password=hunter2",
            "ssh://git@host:22/x",
        ] {
            assert_eq!(password(text), None, "{text}");
        }
    }

    #[test]
    fn what_a_local_server_has_from_the_start_is_known() {
        assert!(find("postgres://postgres:postgres@localhost:5432/a").is_some_and(|inside| inside.is_local_default));
        assert!(find("amqp://guest:guest@queue.internal").is_some_and(|inside| !inside.is_local_default));
    }
}
