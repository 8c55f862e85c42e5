//! Where in a file rules may have something to object to.
//!
//! Rules need parsed items, and most items concern no rule: none of the words
//! that every event of interest has in or near it stands in them.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::company::{self, Values};
use super::sinks::calls;

/// Parts of names of secrets, in lower case.
const NAMES: &[&str] = &[
    "passw",
    "passphrase",
    "passcode",
    "secret",
    "api_key",
    "apikey",
    "api-key",
    "credential",
    "private_key",
    "privatekey",
    "access_key",
    "accesskey",
    "auth_key",
    "authkey",
    "signing_key",
    "signingkey",
    "encryption_key",
    "master_key",
    "session_key",
    "client_key",
    "_pass",
    "_pw",
    "pwd_",
    "pwd=",
    "auth_token",
    "authtoken",
    "access_token",
    "accesstoken",
    "bearer",
    "_token",
    "api_token",
    "apitoken",
    "jwt",
    "authorization",
    "refresh_token",
    "token: string",
    "token: option<string",
    "token: arc<str",
];

/// Parts of calls that take keys, nonces, salts or credentials.
const CALLS: &[&str] = &[
    "key::from_slice",
    "nonce::from_slice",
    "iv::from_slice",
    "array::from_slice",
    ">::from_slice",
    "new_from_slice",
    "unique_for_key",
    "unboundkey",
    "hmac::key",
    "hkdf::",
    "pbkdf2",
    "scrypt(",
    "argon2",
    "bcrypt",
    "hash_encoded",
    "hash_raw",
    "saltstring",
    "from_seed",
    "seed_from_u64",
    "keyinit",
    "keyivinit",
    "encryptor",
    "decryptor",
    "key::from",
    "derive_from",
    "keypair",
    "mnemonic",
    "assume_unique",
    "u8; 64]",
    "basic_auth",
    "userauth_",
    "simple_bind",
    "credentials::",
    "from_pkcs12",
    "with_token",
    "personal_token",
    "encodingkey",
];

/// What compiles something in, or tells cargo of it.
const BAKING: &[&str] = &["env!(", "dotenv!(", "include_str!", "include_bytes!", "rustc-env", "env-changed"];

/// Offsets of the words in a file that something near them makes worth a
/// closer look, in order.
pub(crate) fn find(source: &[u8]) -> Vec<usize> {
    static MARKS: OnceLock<Vec<String>> = OnceLock::new();
    static WORDS_IN: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    let marks = MARKS.get_or_init(calls::marks);
    let patterns = || NAMES.iter().chain(CALLS).chain(BAKING).copied().chain(marks.iter().map(String::as_str));
    let automaton = WORDS_IN.get_or_init(|| {
        AhoCorasick::builder().ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA)).build(patterns()).ok()
    });
    let Some(automaton) = automaton else { return Vec::new() };
    let (mut all, mut seen): (Vec<usize>, Vec<&str>) = (addresses(source).collect(), Vec::new());
    let mut values = None;
    for found in automaton.find_overlapping_iter(source) {
        let number = found.pattern().as_usize();
        let is_wanted = if let Some(name) = NAMES.get(number) {
            company::has_company(source, &found.range(), name, values.get_or_insert_with(|| Values::of(source)))
        } else if number < NAMES.len() + CALLS.len() {
            true
        } else if number < NAMES.len() + CALLS.len() + BAKING.len() {
            company::names_secret_after(source, found.end())
        } else {
            let mark = &marks[number - NAMES.len() - CALLS.len() - BAKING.len()];
            if calls::is_mark(source, found.start(), mark) {
                seen.push(mark);
            }
            false
        };
        if is_wanted {
            all.push(found.start());
        }
    }
    seen.sort_unstable();
    seen.dedup();
    if !seen.is_empty() {
        all.extend(calls::find(source, &seen));
    }
    all.sort_unstable();
    all
}

/// Offsets of `://` after which a user and a password may stand: `user:password@`.
fn addresses(source: &[u8]) -> impl Iterator<Item = usize> + '_ {
    const MAX_USERINFO: usize = 160;
    memchr::memmem::find_iter(source, b"://").filter(|&at| {
        let rest = &source[at + 3..source.len().min(at + 3 + MAX_USERINFO)];
        let end = rest.iter().position(|byte| byte.is_ascii_whitespace() || b"/\"?#<>`@".contains(byte));
        end.is_some_and(|end| rest[end] == b'@' && rest[..end].contains(&b':'))
    })
}
