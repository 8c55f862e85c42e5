//! Where in a file rules may have something to object to.
//!
//! Rules need parsed items, and most items concern no rule: none of the words
//! that every event of interest has in or near it stands in them.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

/// Parts of names, calls and texts, in lower case.
const WORDS: &[&str] = &[
    // Names of secrets.
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
    // Calls that take keys, nonces and salts.
    "from_slice",
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
    "key::from",
    "derive_from",
    "keypair",
    "mnemonic",
    "assume_unique",
    // Calls that take credentials.
    "basic_auth",
    "userauth_",
    "simple_bind",
    "credentials::",
    "from_pkcs12",
    "with_token",
    "personal_token",
    "encodingkey",
    // What is compiled in.
    "env!(",
    "dotenv!(",
    "include_str!",
    "include_bytes!",
    "rustc-env",
    "env-changed",
];

/// Offsets of the words in a file, in order.
pub(crate) fn find(source: &[u8]) -> Vec<usize> {
    static WORDS_IN: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    let automaton = WORDS_IN.get_or_init(|| AhoCorasick::builder().ascii_case_insensitive(true).build(WORDS).ok());
    let Some(automaton) = automaton else { return Vec::new() };
    let words = automaton.find_iter(source).map(|found| found.start());
    let mut all: Vec<usize> = words.chain(addresses(source)).collect();
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
