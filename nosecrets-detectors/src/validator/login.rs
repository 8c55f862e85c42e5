//! A user and a password as they are sent to servers: in an address, for `curl -u`, in `.netrc`,
//! and in base 64 as in HTTP Basic authentication.
//!
//! Documents are full of these with made-up users, so the checks decide whether anybody could log
//! in with them.

use super::base::base64;
use super::text::{cut, cut_at, cut_last, parts, words};
use crate::placeholder;

/// Placeholders for passwords, and passwords that everybody tries first.
const SAMPLES: &[&[u8]] = &[
    b"pass",
    b"passwd",
    b"password",
    b"passphrase",
    b"pwd",
    b"secret",
    b"token",
    b"auth",
    b"key",
    b"apikey",
    b"api_key",
    b"api-key",
    b"api_token",
    b"credentials",
    b"admin",
    b"root",
    b"guest",
    b"user",
    b"username",
    b"test",
    b"foo",
    b"bar",
    b"baz",
    b"changeit",
    b"opensesame",
    b"x-oauth-basic",
    b"my_password",
    b"my-password",
    b"mypassword",
    b"mypass",
    b"userpass",
    b"hunter2",
    b"letmein",
    b"qwerty",
    b"abc123",
    b"p4ssw0rd",
    b"passw0rd",
    b"p@ssw0rd",
];

/// Parts of host names that documents use.
///
/// Source: RFC 2606, "Reserved Top Level DNS Names".
const SAMPLE_LABELS: &[&[u8]] =
    &[b"example", b"test", b"invalid", b"host", b"hostname", b"domain", b"server", b"myhost", b"localhost", b"local"];

/// Minimum length of a password, in bytes: shorter ones are more often words in a text about
/// passwords.
const MIN_PASSWORD: usize = 6;

/// `scheme://user:password@host`, with a host that others can reach.
pub(super) fn is_address(token: &[u8]) -> bool {
    let parts = cut_at(token, b"://").and_then(|(_, rest)| cut_last(rest, b'@'));
    parts.is_some_and(|(login, host)| is_pair(login) && host.contains(&b'.') && !is_sample_host(host))
}

/// `-u user:password`, `--user "user:password"`.
pub(super) fn is_option(token: &[u8]) -> bool {
    let separator = |byte: &u8| b" =\"'".contains(byte);
    let from = token.iter().position(separator).unwrap_or(0);
    let login = token[from..].iter().position(|byte| !separator(byte)).map_or(token.len(), |at| from + at);
    is_pair(&token[login..])
}

/// `machine host login user password secret`.
pub(super) fn is_netrc(token: &[u8]) -> bool {
    let words = words(token, u8::is_ascii_whitespace);
    matches!(words[..], [_, host, _, user, _, password] if !is_sample_host(host) && is_password(password, user))
}

/// Base 64 of a user and a password, after `Basic ` or a key.
pub(super) fn is_basic(token: &[u8]) -> bool {
    let body = token.iter().rposition(|byte| b" :\"'\t".contains(byte)).map_or(0, |at| at + 1);
    let body = token[body..].strip_prefix(b"_auth=").unwrap_or(&token[body..]);
    let login = base64(body).unwrap_or_default();
    login.iter().all(u8::is_ascii_graphic) && is_pair(&login)
}

fn is_pair(login: &[u8]) -> bool {
    cut(login, b':').is_some_and(|(user, password)| is_password(password, user))
}

/// Whether it is a password, and neither the user's name nor a placeholder.
fn is_password(password: &[u8], user: &[u8]) -> bool {
    let password = password.to_ascii_lowercase();
    let stem = password.iter().rposition(|byte| !b"0123456789!".contains(byte)).map_or(0, |at| at + 1);
    let user = user.to_ascii_lowercase();
    password.len() >= MIN_PASSWORD
        && stem > 0
        && password != user
        && !SAMPLES.contains(&&password[..])
        && !SAMPLES.contains(&&password[..stem])
        && !placeholder::is_dummy(&password, 0)
}

fn is_sample_host(host: &[u8]) -> bool {
    let name = parts(host, |byte| b":/".contains(byte))[0].to_ascii_lowercase();
    let labels = parts(&name, |&byte| byte == b'.');
    let last = &labels[labels.len().saturating_sub(2)..];
    name.is_empty() || name.starts_with(b"127.") || last.iter().any(|label| SAMPLE_LABELS.contains(label))
}

#[cfg(test)]
#[cfg_attr(any(), nosecrets::allow(login_in_url, reason = "made up for the tests"))]
#[cfg_attr(any(), nosecrets::allow(login_for_curl, reason = "made up for the tests"))]
#[cfg_attr(any(), nosecrets::allow(login_in_netrc, reason = "made up for the tests"))]
mod tests {
    use super::*;

    #[test]
    fn a_login_in_an_address_is_one_and_a_sample_is_none() {
        assert!(is_address(b"https://deploy:kV8zq2Lw@git.acme.io"));
        assert!(is_address(b"ftp://ann:kV8zq2Lw@files.acme.io:21"));
        for sample in [
            "https://user:password@git.acme.io",
            "https://user:kV8zq2Lw@example.com",
            "https://user:kV8zq2Lw@git.example.org",
            "https://admin:admin123@git.acme.io",
            "https://ann:kV8@git.acme.io",
            "https://ann:kV8zq2Lw@localhost:80",
            "https://ann:your-password@git.acme.io",
            "https://ann:kV8zq2Lw@registry",
        ] {
            assert!(!is_address(sample.as_bytes()), "{sample}");
        }
    }

    #[test]
    fn a_login_for_curl_is_found_behind_the_option() {
        assert!(is_option(b"-u ann:kV8zq2Lw"));
        assert!(is_option(b"--user \"ann:kV8zq2Lw"));
        assert!(is_option(b"--user=ann:kV8zq2Lw"));
        assert!(!is_option(b"-u admin:admin"));
        assert!(!is_option(b"-u user:password"));
    }

    #[test]
    fn netrc_names_a_host_and_a_password() {
        assert!(is_netrc(b"machine git.acme.io\n  login ann\n  password kV8zq2Lw"));
        assert!(!is_netrc(b"machine example.com login ann password kV8zq2Lw"));
    }

    #[test]
    fn basic_holds_a_login() {
        let header = |login: &str| {
            [b"Basic ", &super::super::base::pack(login.as_bytes(), super::super::base::BASE64)[..]].concat()
        };
        assert!(is_basic(&header("ann:kV8zq2Lw")));
        assert!(!is_basic(&header("user:password")));
        assert!(!is_basic(&header("no colon at all")));
    }
}
