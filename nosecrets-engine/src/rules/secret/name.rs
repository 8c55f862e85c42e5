//! What a name says about the value that it names.

use std::collections::{BTreeSet, HashSet};
use std::sync::OnceLock;

use nosecrets_detectors::context::is_hump;

/// That something is a secret, as its name has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Claim {
    /// What kind of secret.
    pub kind: Kind,
    /// How plainly the name says so.
    pub strength: Strength,
}

/// Kinds of secret that have names of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// Chosen by people: it may be weak and still be in use.
    Password,
    /// Issued by a service, and random.
    Token,
    /// Opens an interface or a cipher, and is random.
    Key,
    /// Whatever is called a secret.
    Secret,
    /// What stands in an `Authorization` header and the like.
    Credential,
}

/// How plainly a name says that it names a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Strength {
    /// It may mean something else: `token`.
    Weak,
    /// It can hardly mean anything else: `db_password`.
    Strong,
}

impl Kind {
    /// The kind as a noun.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Kind::Password => "password",
            Kind::Token => "token",
            Kind::Key => "key",
            Kind::Secret => "secret",
            Kind::Credential => "credential",
        }
    }
}

/// Words of names.
struct List {
    text: &'static str,
    words: OnceLock<HashSet<&'static str>>,
}

impl List {
    /// The words of a text.
    const fn new(text: &'static str) -> List {
        List { text, words: OnceLock::new() }
    }

    fn contains(&self, word: &str) -> bool {
        self.words.get_or_init(|| self.iter().collect()).contains(word)
    }

    fn iter(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.text.split_whitespace()
    }
}

/// Longer texts are no names, in bytes.
pub(crate) const MAX_NAME: usize = 64;

/// Names with more words than this are sentences.
const MAX_WORDS: usize = 8;

/// Words that are passwords, however they are put together: `pgpassword`.
static PASSWORDS: List = List::new("password passwd passphrase passcode");

/// What `pass` and `pwd` must follow to mean a password.
static OF_PASS: List = List::new(
    "
    admin auth db database email ftp http ldap login mail mysql pg postgres proxy redis root smtp ssh sudo user wifi
    account
",
);

/// What else a password is written as one word with.
static OF_PASSWORD: List = List::new(
    "
    api app aes bind broker cert client default encryption file imap jks key keystore mongo my mqtt new old oracle
    pem pfx private rabbitmq rpc secret server service signing sql store sys system truststore vnc vpn web zip
",
);

/// What makes of a `token` one that opens something.
static OF_TOKEN: List = List::new(
    "
    access admin api app auth authentication authorization bearer bot client cookie deploy discord github gitlab hf
    id jwt login master npm oauth personal private refresh registry secret security service session slack telegram
    user vault webhook
",
);

/// What makes of a `key` one that is secret.
static OF_KEY: List = List::new(
    "
    access aes api auth decryption encryption hmac jwt master priv private secret signing webhook
",
);

/// What may make of a `key` one that is secret, or one that something is
/// looked up by.
static PERHAPS_OF_KEY: List = List::new("account admin app cipher client crypt license service storage subscription");

/// Words of two that are written as one.
const JOINED: &[(&str, Kind)] = &[
    ("apikey", Kind::Key),
    ("accesskey", Kind::Key),
    ("secretkey", Kind::Key),
    ("privatekey", Kind::Key),
    ("privkey", Kind::Key),
    ("authkey", Kind::Key),
    ("signingkey", Kind::Key),
    ("masterkey", Kind::Key),
    ("encryptionkey", Kind::Key),
    ("authtoken", Kind::Token),
    ("accesstoken", Kind::Token),
    ("apitoken", Kind::Token),
    ("bottoken", Kind::Token),
    ("refreshtoken", Kind::Token),
    ("clientsecret", Kind::Secret),
    ("appsecret", Kind::Secret),
    ("apisecret", Kind::Secret),
];

/// Words before a secret's noun that take the secret away: `invalid_token`.
static AGAINST_BEFORE: List = List::new(
    "
    is has no not without need needs require requires required missing invalid wrong bad incorrect empty forgot
    forgotten reset change show hide enter prompt hash hashed encrypted encapsulated sealed wrapped masked redacted
    public pub pubkey expired unknown unexpected expected next prev previous current peek start end eof eos bos pad
    cls sep mask unk special stop delimiter separator syntax ident punct close open example sample dummy fake mock
    test placeholder cancel cancellation continuation page err error fn parse match find read ask check verify
    validate support supports use allow disable enable generate derive
",
);

/// Words after a secret's noun that name something about it: `token_url`.
static AGAINST_AFTER: List = List::new(
    "
    hash digest checksum id ids name names path paths file files filename dir folder url uri endpoint host addr
    address env envvar var variable header headers prefix suffix field fields column placeholder label title prompt
    hint help about desc description doc docs message msg error err warning regex re pattern format len length size
    count min max limit type types kind kinds class policy strength expiry expires expiration expire ttl lifetime
    param params parameter query option opt flag arg key keys index idx pos position span text tag attr attribute
    property prop scheme schema mode method algorithm alg algo curve version issuer audience scope scopes role state
    status provider source store storage manager service builder config info metadata event action required encoding
    encoded cookie rule example chars charset alphabet ref ns namespace command cmd grant grants entry form button
    input reset usage oid context domain salt protocol request response node tree stream kw
",
);

/// Words at the beginning of a function's name that say what it does with
/// the secret that it names.
static VERBS: List = List::new("get set with default load fetch make new build the my");

/// Words at the end that say which of several, or how it is spelled.
static WHICH: List = List::new(
    "
    default str string bytes value val const literal raw plain b64 base64 hex prod production dev development
    staging live sandbox local main old new backup admin root db base fallback current
",
);

/// What a name says, if it says that it names a secret.
pub(crate) fn claim(name: &str) -> Option<Claim> {
    let words = words(name);
    let mut words: &[String] = &words;
    while let [first, rest @ ..] = words
        && !rest.is_empty()
        && VERBS.contains(first)
    {
        words = rest;
    }
    while let [rest @ .., last] = words
        && !rest.is_empty()
        && (WHICH.contains(last) || last.bytes().all(|byte| byte.is_ascii_digit()))
    {
        words = rest;
    }
    (0..words.len()).rev().find_map(|at| claim_at(words, at))
}

/// What the noun at `at` says together with the words around it.
fn claim_at(words: &[String], at: usize) -> Option<Claim> {
    let found = noun(&words[at], words[..at].last().map(String::as_str))?;
    let is_denied = words[..at].iter().any(|word| AGAINST_BEFORE.contains(word))
        || words[at + 1..].iter().any(|word| AGAINST_AFTER.contains(word));
    // What follows the noun may make something else of it.
    let strength = if at + 1 == words.len() { found.strength } else { Strength::Weak };
    (!is_denied).then_some(Claim { strength, ..found })
}

/// What a word says that follows another.
fn noun(word: &str, before: Option<&str>) -> Option<Claim> {
    let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let strong = |kind| Some(Claim { kind, strength: Strength::Strong });
    let weak = |kind| Some(Claim { kind, strength: Strength::Weak });
    let follows = |list: &List| before.is_some_and(|before| list.contains(before));
    if is_password(word) {
        return strong(Kind::Password);
    }
    if let Some((_, kind)) = JOINED.iter().find(|(joined, _)| word == *joined) {
        return strong(*kind);
    }
    match word {
        "pass" | "pwd" | "pw" if follows(&OF_PASS) => strong(Kind::Password),
        "pwd" | "pw" => weak(Kind::Password),
        "secret" => strong(Kind::Secret),
        "token" if follows(&OF_TOKEN) => strong(Kind::Token),
        "token" | "jwt" => weak(Kind::Token),
        "key" if follows(&OF_KEY) => strong(Kind::Key),
        "key" if follows(&PERHAPS_OF_KEY) => weak(Kind::Key),
        "authorization" | "bearer" | "credential" | "credentials" => weak(Kind::Credential),
        _ => None,
    }
}

/// Whether a word is a password's, alone or put together: `pgpassword`.
fn is_password(word: &str) -> bool {
    PASSWORDS
        .iter()
        .filter_map(|noun| word.strip_suffix(noun))
        .any(|owner| owner.is_empty() || OF_PASS.contains(owner) || OF_PASSWORD.contains(owner))
}

/// How the nouns of secrets' names begin, in lower case and in any spelling: each name
/// of which something is claimed has a word that begins so.
pub(crate) fn beginnings() -> BTreeSet<String> {
    const NOUNS: &[&str] = &["pass", "pw", "secret", "token", "jwt", "authorization", "bearer", "credential"];
    let owners = || OF_PASS.iter().chain(OF_PASSWORD.iter());
    let joined = PASSWORDS.iter().flat_map(move |noun| owners().map(move |owner| format!("{owner}{noun}")));
    let of_key = OF_KEY.iter().chain(PERHAPS_OF_KEY.iter());
    let keys = of_key.flat_map(|owner| ["", "_", "-", "."].map(|mark| format!("{owner}{mark}key")));
    let longer = JOINED.iter().map(|(word, _)| (*word).to_owned()).chain(joined).chain(keys);
    let is_new = |word: &String| !NOUNS.iter().any(|noun| word.starts_with(noun));
    NOUNS.iter().map(|noun| (*noun).to_owned()).chain(longer.filter(is_new)).collect()
}

/// A name for each row of the tables, in the spelling of variables.
#[cfg(test)]
pub(in crate::rules) fn samples() -> Vec<String> {
    let of = |list: &'static List, noun: &'static str| list.iter().map(move |owner| format!("{owner}_{noun}"));
    let of_password = || OF_PASS.iter().chain(OF_PASSWORD.iter());
    let joined = PASSWORDS.iter().flat_map(|noun| of_password().map(move |owner| format!("{owner}{noun}")));
    let one_word = JOINED.iter().map(|(word, _)| (*word).to_owned());
    let pairs = ["pass", "pwd", "pw"].into_iter().flat_map(|noun| of(&OF_PASS, noun));
    let keys = of(&OF_KEY, "key").chain(of(&PERHAPS_OF_KEY, "key"));
    let plain = PASSWORDS.iter().chain(["secret", "token", "jwt", "authorization", "bearer", "credential"]);
    let verbs = VERBS.iter().map(|verb| format!("{verb}_db_password"));
    let which = WHICH.iter().map(|which| format!("db_password_{which}"));
    let names = plain.map(str::to_owned).chain(joined).chain(one_word).chain(pairs).chain(keys);
    names.chain(of(&OF_TOKEN, "token")).chain(verbs).chain(which).collect()
}

/// The words of an identifier, key or path's last part, in lower case; none
/// of a text that is no name.
pub(crate) fn words(name: &str) -> Vec<String> {
    let name = name.rsplit("::").next().unwrap_or(name);
    if name.len() > MAX_NAME || name.contains(|c: char| c.is_whitespace() || !c.is_ascii()) {
        return Vec::new();
    }
    let words: Vec<String> = name.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(humps).collect();
    if words.len() > MAX_WORDS { Vec::new() } else { words }
}

/// `HTTPProxyPassword` → `http`, `proxy`, `password`.
fn humps(text: &str) -> Vec<String> {
    let starts = (0..text.len()).filter(|&at| at == 0 || is_hump(text.as_bytes(), at));
    let starts: Vec<usize> = starts.chain([text.len()]).collect();
    let words = starts.windows(2).map(|pair| text[pair[0]..pair[1]].to_ascii_lowercase());
    words.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_it_names_in_any_spelling() {
        for (name, kind) in [
            ("DB_PASSWORD", Kind::Password),
            ("dbPassword", Kind::Password),
            ("PGPASSWORD", Kind::Password),
            ("sasl.password", Kind::Password),
            ("smtp_pass", Kind::Password),
            ("password2", Kind::Password),
            ("ADMIN_PASSWORD_PROD", Kind::Password),
            ("apiKey", Kind::Key),
            ("X-Api-Key", Kind::Key),
            ("AWS_SECRET_ACCESS_KEY", Kind::Key),
            ("default_jwt_secret", Kind::Secret),
            ("with_client_secret", Kind::Secret),
            ("GITHUB_TOKEN", Kind::Token),
            ("AuthenticationMD5Password", Kind::Password),
            ("s3AccessKey", Kind::Key),
            ("config::AUTH_TOKEN", Kind::Token),
        ] {
            assert_eq!(claim(name), Some(Claim { kind, strength: Strength::Strong }), "{name}");
        }
    }

    #[test]
    fn some_names_only_hint() {
        for name in ["token", "jwt", "pwd", "csrf_token", "authorization", "token_for_billing"] {
            assert_eq!(claim(name).map(|claim| claim.strength), Some(Strength::Weak), "{name}");
        }
    }

    #[test]
    fn names_of_other_things_say_nothing() {
        for name in [
            "key",
            "public_key",
            "primary_key",
            "password_hash",
            "hashed_password",
            "token_url",
            "PASSWORD_ENV",
            "api_key_header",
            "access_key_id",
            "secret_name",
            "end_token",
            "is_password",
            "render_pass",
            "Enter the password",
            "passenger",
            "compass",
        ] {
            assert_eq!(claim(name), None, "{name}");
        }
    }
}
