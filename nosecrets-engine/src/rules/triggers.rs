//! Where in a file rules may have something to object to.
//!
//! Rules need parsed items, and most items concern no rule: none of the words
//! that every event of interest has in or near it stands in them.

use std::sync::OnceLock;

use super::company::{self, Company};
use super::mnemonic_in_source;
use super::secret::{name, url};
use super::sinks::calls;
use crate::lexer::Token;

/// How calls begin that take keys, nonces, salts or credentials.
const CALLS: &[&str] = &[
    "key::from_slice",
    "nonce::from_slice",
    "iv::from_slice",
    "array::from_slice",
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
    "assume_unique",
    "basic_auth",
    "bearer_auth",
    "userauth_",
    "simple_bind",
    "credentials::",
    "from_pkcs12",
    "with_token",
    "personal_token",
    "encodingkey",
];

/// What says enough wherever it stands in code.
const PLAIN: &[&str] = &["mnemonic", "u8; 64]"];

/// A call of a function of some type in angle brackets.
const QUALIFIED: &str = "from_slice";

/// What compiles something in, or tells cargo of it.
const BAKING: &[&str] = &["env!(", "dotenv!(", "include_str!", "include_bytes!", "rustc-env", "env-changed"];

/// What a word makes worth a closer look.
#[derive(Debug)]
enum Trigger {
    /// A word of a secret's name.
    Name,
    Call,
    /// No more than that it is there.
    Plain,
    /// A call, if `>::` comes before.
    Qualified,
    Baking,
    /// A crate or trait that has sinks.
    Mark(String),
}

struct Triggers {
    /// Words in lower case, and what each is.
    all: Vec<(String, Trigger)>,
}

/// The words that are triggers, in lower case; see [`Place`].
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    Triggers::get().all.iter().map(|(word, _)| word.as_str())
}

/// Where one of the [`words`] begins a word of a file, and its place in the list.
pub(crate) type Place = (usize, u16);

impl Triggers {
    fn get() -> &'static Triggers {
        static TRIGGERS: OnceLock<Triggers> = OnceLock::new();
        TRIGGERS.get_or_init(Triggers::new)
    }

    fn new() -> Triggers {
        let mut words: Vec<(String, Trigger)> = Vec::new();
        let mut add = |list: &[&str], trigger: fn() -> Trigger| {
            words.extend(list.iter().map(|word| ((*word).to_owned(), trigger())));
        };
        add(CALLS, || Trigger::Call);
        add(PLAIN, || Trigger::Plain);
        add(&[QUALIFIED], || Trigger::Qualified);
        add(BAKING, || Trigger::Baking);
        words.extend(name::beginnings().into_iter().map(|word| (word, Trigger::Name)));
        words.extend(calls::marks().into_iter().map(|mark| (mark.to_ascii_lowercase(), Trigger::Mark(mark))));
        Triggers { all: words }
    }
}

/// Offsets of the words in a file that something near them makes worth a
/// closer look, in order. `tokens` are its literals and comments, `words` the
/// places of all triggers.
pub(crate) fn find(source: &[u8], tokens: &[Token], words: &[Place]) -> Vec<usize> {
    let mut all: Vec<usize> = url::userinfos(source).chain(mnemonic_in_source::places(source, tokens)).collect();
    let mut marks: Vec<&str> = Vec::new();
    let mut company = Company::new(source, tokens);
    for &(at, number) in words {
        let (word, trigger) = &Triggers::get().all[usize::from(number)];
        let len = word.len();
        let is_wanted = match trigger {
            Trigger::Name => company.of(&(at..at + len)),
            Trigger::Plain => company.is_in_code(at),
            Trigger::Call => company.is_called(&(at..at + len)),
            Trigger::Qualified => source[..at].ends_with(b">::"),
            Trigger::Baking => company::names_secret_after(source, at + len),
            Trigger::Mark(mark) => {
                if calls::is_mark(source, at, mark) {
                    marks.push(mark);
                }
                false
            }
        };
        if is_wanted {
            all.push(at);
        }
    }
    marks.sort_unstable();
    marks.dedup();
    if !marks.is_empty() {
        all.extend(calls::find(source, &marks));
    }
    all.sort_unstable();
    all
}
