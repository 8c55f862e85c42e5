//! What a value says for and against being the secret that its name claims.

use nosecrets_detectors::{entropy, placeholder};

use super::name::{self, Claim, Kind, Strength};
use super::shape;

/// A text under a name that claims a secret.
pub(crate) struct Subject<'a> {
    /// The text.
    pub text: &'a str,
    /// The name.
    pub name: &'a str,
    /// What the name claims.
    pub claim: Claim,
    /// How the text comes to be used.
    pub usage: Usage,
}

/// How a value comes to be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    /// Always.
    Plain,
    /// Where settings say nothing: `impl Default`, `default_value = …`.
    Default,
    /// If an environment variable or another source is missing.
    Fallback,
    /// As one of many texts under keys, where it may be a label.
    Entry,
}

/// Something that a value may show.
pub(crate) struct Sign {
    /// What, in words.
    pub what: &'static str,
    /// How much it counts.
    pub weight: i32,
    /// Whether a value shows it.
    pub holds: fn(&Subject<'_>) -> bool,
    /// Where it rules a secret out.
    rules_out: RulesOut,
}

/// Where a sign alone rules a secret out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum RulesOut {
    /// Nowhere: it is one sign among others, or depends on the name.
    Nowhere,
    /// Under any name.
    AnyName,
    /// Under any name, and in a fragment of a secret that is put together.
    AnyFragment,
}

/// A sign that is weighed against others, or that depends on the name.
const fn sign(what: &'static str, weight: i32, holds: fn(&Subject<'_>) -> bool) -> Sign {
    Sign { what, weight, holds, rules_out: RulesOut::Nowhere }
}

/// A sign by which no name makes a secret of a value. It may ask for the text alone.
const fn no_secret(what: &'static str, holds: fn(&Subject<'_>) -> bool) -> Sign {
    Sign { what, weight: OUT, holds, rules_out: RulesOut::AnyName }
}

/// A sign by which a text is no fragment of a secret either.
const fn no_fragment(what: &'static str, holds: fn(&Subject<'_>) -> bool) -> Sign {
    Sign { what, weight: OUT, holds, rules_out: RulesOut::AnyFragment }
}

/// What rules a secret out.
const OUT: i32 = -200;

/// What speaks strongly against one.
const AGAINST: i32 = -80;

/// All signs. Each is judged by itself; they are added up by
/// [`score`](super::score::score).
pub(crate) static SIGNS: &[Sign] = &[
    no_secret("it is empty", |s| !s.text.contains(|c: char| c.is_alphanumeric())),
    no_secret("it means that there is no value", |s| is_nothing(s.text)),
    sign("it repeats its name", OUT, |s| !is_insecure_default(s) && repeats_name(s)),
    no_fragment("it is the name of a variable", |s| shape::is_screaming(s.text)),
    sign("it is the key of a setting or message", AGAINST, |s| {
        !is_insecure_default(s) && !calls_itself_weak(s.text) && shape::is_key(s.text)
    }),
    sign("it is the name of a type or field", AGAINST, |s| shape::is_camel(s.text)),
    no_fragment("it is the name of a header", |s| shape::is_header(s.text)),
    no_fragment("it is a URL", |s| shape::is_url(s.text)),
    no_secret("it is a path", |s| shape::is_path(s.text) && !is_random(s.text)),
    sign("it is a sentence, label or statement", OUT, |s| shape::is_sentence(s.text)),
    no_secret("it is a template", |s| shape::is_template(s.text) || placeholder::is_template(s.text.as_bytes())),
    no_secret("it is a regular expression", |s| shape::is_regex(s.text)),
    no_secret("it is source code", |s| shape::is_code(s.text)),
    no_secret("it is a hash", |s| shape::is_hash(s.text)),
    no_secret("it is public: a public key or a certificate", |s| shape::is_public(s.text)),
    sign("it is a UUID, usually an identifier", -40, |s| shape::is_uuid(s.text)),
    sign("it is a mask or a placeholder", OUT, |s| !is_insecure_default(s) && is_placeholder(s.text)),
    sign("it is a dummy value", AGAINST, is_dummy),
    sign("it is not ASCII", AGAINST, |s| !s.text.is_ascii() || s.text.contains(char::is_control)),
    no_fragment("it is a number, version or object identifier", |s| shape::is_dotted_number(s.text)),
    sign("it is too short", AGAINST, is_short),
    sign("it is one of many similar labels", -15, |s| s.usage == Usage::Entry && shape::is_word(s.text)),
    sign("it looks random", 60, |s| is_random(s.text)),
    sign("letters and digits are mixed", 20, |s| is_mixed(s.text)),
    sign("it has punctuation like a password", 20, |s| s.claim.kind == Kind::Password && has_marks(s.text)),
    sign("it is a common password", 20, |s| matches!(s.claim.kind, Kind::Password | Kind::Secret) && is_common(s.text)),
    sign("any word can be a password", 20, |s| {
        s.claim.kind == Kind::Password && s.claim.strength == Strength::Strong && may_be_chosen(s.text)
    }),
    sign("its text says that it is a secret", 20, |s| calls_itself_secret(s.text)),
    sign("its text says that it is made up", 40, |s| calls_itself_secret(s.text) && calls_itself_weak(s.text)),
    sign("it is a user and a password in base64", 80, |s| s.claim.kind == Kind::Credential && is_basic(s.text)),
    sign("it is a fallback for a missing setting", 40, |s| s.usage == Usage::Fallback),
    sign("it is a default", 20, |s| s.usage == Usage::Default),
];

/// Whether weak values count, because a program runs with them.
fn is_insecure_default(subject: &Subject<'_>) -> bool {
    matches!(subject.usage, Usage::Fallback | Usage::Default) && subject.claim.strength == Strength::Strong
}

/// Whether a value that should be random was typed by hand.
fn is_dummy(subject: &Subject<'_>) -> bool {
    let may_be_typed = subject.claim.kind == Kind::Password || is_insecure_default(subject);
    !may_be_typed && !calls_itself_weak(subject.text) && shape::is_dummy(subject.text.as_bytes())
}

/// Whether its words are all words of the name.
fn repeats_name(subject: &Subject<'_>) -> bool {
    let name = name::words(subject.name).concat();
    let value = name::words(subject.text);
    !value.is_empty() && value.iter().all(|word| name.contains(word.as_str()))
}

fn is_short(subject: &Subject<'_>) -> bool {
    let enough = match subject.claim.kind {
        _ if is_insecure_default(subject) => 3,
        Kind::Password => 4,
        _ => 6,
    };
    subject.text.len() < enough
}

/// Whether it says that there is no value, or what kind of value is meant.
fn is_nothing(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "none",
        "null",
        "nil",
        "undefined",
        "unknown",
        "unset",
        "empty",
        "missing",
        "disabled",
        "enabled",
        "required",
        "optional",
        "true",
        "false",
        "string",
        "text",
        "hidden",
        "n/a",
        "default",
        "auto",
        "prompt",
        "str",
        "bytes",
        "char",
        "object",
        "number",
        "integer",
        "token",
        "bearer",
        "basic",
        "digest",
        "invalid",
    ];
    WORDS.contains(&text.trim().to_ascii_lowercase().as_str())
}

/// Whether it stands where another will stand, or hides another.
pub(crate) fn is_placeholder(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "your",
        "example",
        "placeholder",
        "insert",
        "replace",
        "xxx",
        "dummy",
        "fake",
        "sample",
        "todo",
        "fixme",
        "redact",
        "masked",
        "censor",
        "omitted",
        "hidden",
        "***",
        "goes_here",
        "goes-here",
        "not-set",
        "not_set",
        "lorem",
    ];
    let lower = text.to_ascii_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}

/// Whether a text that is used as it stands could be a secret under a name that is no
/// password's.
///
/// A glance before anything is parsed: true of all that [`score`](super::score::score)
/// takes for a secret.
pub(crate) fn may_be_drawn(text: &str) -> bool {
    let speaks = || calls_itself_secret(text) && (calls_itself_weak(text) || is_mixed(text));
    (is_random(text) || speaks() || (is_mixed(text) && is_common(text)) || is_basic(text)) && !is_ruled_out(text)
}

/// Whether a text that is used as it stands could be a password.
///
/// True of all that [`score`](super::score::score) takes for one.
pub(crate) fn may_be_password(text: &str) -> bool {
    let is_name = || (shape::is_key(text) && !calls_itself_weak(text)) || shape::is_camel(text);
    !is_name() && !is_ruled_out(text)
}

/// Whether nothing could make a secret of a text, whatever its name.
fn is_ruled_out(text: &str) -> bool {
    shows_any(text, RulesOut::AnyName)
}

/// Whether a text is neither a secret nor a fragment of one, whatever its name.
pub(crate) fn is_no_fragment(text: &str) -> bool {
    shows_any(text, RulesOut::AnyFragment)
}

/// Whether a text shows a sign that rules a secret out at least there.
fn shows_any(text: &str, at_least: RulesOut) -> bool {
    let claim = Claim { kind: Kind::Secret, strength: Strength::Weak };
    let subject = Subject { text, name: "", claim, usage: Usage::Plain };
    SIGNS.iter().any(|sign| sign.rules_out >= at_least && (sign.holds)(&subject))
}

/// Whether it looks as if it had been drawn: enough of the entropy that its
/// alphabet has, and letters and digits that change more often than in words.
fn is_random(text: &str) -> bool {
    let drawn: Vec<u8> = text.bytes().filter(u8::is_ascii_alphanumeric).collect();
    let is_hex = drawn.iter().all(u8::is_ascii_hexdigit);
    let enough = match drawn.len() {
        0..16 => return false,
        _ if is_hex => 2.8,
        16..24 => 3.2,
        _ => 3.5,
    };
    let changes = drawn.windows(2).filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit()).count();
    let has_few_words = changes >= (drawn.len() / 8).max(3) || changes_case_as_if_drawn(&drawn);
    drawn.len() * 5 >= text.len() * 4 && has_few_words && entropy::shannon(&drawn) >= enough
}

/// Whether a long text changes between large and small letters and digits at every
/// other byte, as `camelCase` does not: one key in twenty has hardly a digit.
fn changes_case_as_if_drawn(text: &[u8]) -> bool {
    const ENOUGH: f64 = 4.3;
    let class = |byte: u8| (byte.is_ascii_digit(), byte.is_ascii_uppercase());
    let changes = text.windows(2).filter(|pair| class(pair[0]) != class(pair[1])).count();
    text.len() >= 32
        && text.iter().any(u8::is_ascii_digit)
        && changes * 2 >= text.len()
        && entropy::shannon(text) >= ENOUGH
}

/// Whether letters and digits stand in it, and no mark that divides words.
fn is_mixed(text: &str) -> bool {
    let has = |kind: fn(&u8) -> bool| text.bytes().any(|byte| kind(&byte));
    text.len() >= 6 && has(u8::is_ascii_alphabetic) && has(u8::is_ascii_digit)
}

fn has_marks(text: &str) -> bool {
    text.len() >= 6
        && text.contains(['!', '@', '#', '$', '%', '^', '&', '*', '+', '=', '?', '~'])
        && text.contains(char::is_alphabetic)
}

/// Whether it is among those that are tried first.
pub(crate) fn is_common(text: &str) -> bool {
    const COMMON: &[&str] = &[
        "123456",
        "12345678",
        "123456789",
        "1234567890",
        "12345",
        "1234",
        "111111",
        "000000",
        "admin",
        "root",
        "toor",
        "guest",
        "password",
        "passw0rd",
        "p@ssw0rd",
        "pass",
        "secret",
        "changeme",
        "change_me",
        "change-me",
        "changeit",
        "letmein",
        "qwerty",
        "postgres",
        "mysql",
        "minioadmin",
        "rabbitmq",
        "supersecret",
        "welcome",
        "hunter2",
        "test1234",
    ];
    COMMON.contains(&text.to_ascii_lowercase().as_str())
}

/// Whether someone may have chosen it as a password.
fn may_be_chosen(text: &str) -> bool {
    (4..=40).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Whether it speaks of a secret among other words: `my-jwt-secret`.
pub(crate) fn calls_itself_secret(text: &str) -> bool {
    const WORDS: &[&str] = &["key", "password", "jwt"];
    const PART: &str = "secret";
    // Most texts have none of them, and to part a name into words takes longer.
    let holds = |word: &str| text.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()));
    if !WORDS.iter().any(|word| holds(word)) && !holds(PART) {
        return false;
    }
    let words = name::words(text);
    words.len() > 1 && words.iter().any(|word| word.contains(PART) || WORDS.contains(&word.as_str()))
}

/// Whether it says of itself that it is weak or someone's own, as people write
/// secrets that they mean to change: `my-super-secret-key`.
fn calls_itself_weak(text: &str) -> bool {
    const WORDS: &[&str] =
        &["my", "super", "supersecret", "very", "insecure", "change", "changeme", "changeit", "unsafe", "ultra"];
    let words = name::words(text);
    words.len() > 1 && words.iter().any(|word| WORDS.contains(&word.as_str()))
}

/// Whether it is `user:password` in base64.
fn is_basic(text: &str) -> bool {
    let decoded =
        nosecrets_detectors::encoding::base64(text.as_bytes()).and_then(|bytes| String::from_utf8(bytes).ok());
    decoded.is_some_and(|pair| {
        let parts = pair.split_once(':');
        parts.is_some_and(|(user, password)| !user.is_empty() && password.len() > 3)
            && pair.bytes().all(|byte| byte.is_ascii_graphic())
    })
}
