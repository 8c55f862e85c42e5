//! Kinds of secret: what stands in a template's place for `@{secret}`.

use nosecrets_detectors::spec::rng::Rng;
use nosecrets_detectors::spec::template;

/// A kind of secret.
#[derive(Debug)]
pub struct Kind {
    /// Its name in templates and labels.
    pub name: &'static str,
    /// What holds it, as words.
    pub holder: &'static [&'static str],
    /// What it is.
    pub(super) what: What,
}

/// What a secret is made of.
#[derive(Debug)]
pub(super) enum What {
    /// A token of the detector with this id.
    Token(&'static str),
    /// Drawn from this template; only its name or use gives it away.
    Guess(&'static str),
}

/// All kinds.
pub const KINDS: &[Kind] = &[
    Kind { name: "structured", holder: &["github", "token"], what: What::Token("github-personal-access-token") },
    Kind { name: "contextual", holder: &["twilio", "auth", "token"], what: What::Token("twilio-auth-token") },
    Kind { name: "password", holder: &["db", "password"], what: What::Guess("{lower:4}{digits:2}{upper:2}!{lower:3}") },
    Kind { name: "key", holder: &["api", "secret"], what: What::Guess("{alnum:40}") },
    Kind { name: "private-key", holder: &["signing", "key"], what: What::Token("private-key-pkcs8") },
];

/// Rules that may report a guess.
const GUESSING: &[&str] = &["hard-coded-secret", "hard-coded-credential"];

impl Kind {
    /// The kind of that name.
    ///
    /// # Panics
    /// If there is none.
    #[must_use]
    pub fn by_name(name: &str) -> &'static Kind {
        KINDS.iter().find(|kind| kind.name == name).unwrap_or_else(|| panic!("`{name}` is no kind of secret"))
    }

    /// Whether the value alone shows what it is, so that it is reported in
    /// every context.
    #[must_use]
    pub fn is_token(&self) -> bool {
        matches!(self.what, What::Token(_))
    }

    /// Rules of which one must report it.
    #[must_use]
    pub fn rules(&self) -> Vec<String> {
        match self.what {
            What::Token(id) => vec![id.to_owned()],
            What::Guess(_) => GUESSING.iter().map(ToString::to_string).collect(),
        }
    }

    /// What stands for `@{secret}` in the notation of tokens: another secret for
    /// every `mark`.
    pub(super) fn hole(&self, seed: &str, mark: &str) -> String {
        match self.what {
            What::Token(id) => format!("{id}#{mark}"),
            What::Guess(template) => format!("text:{}", draw(template, &format!("{seed}/{mark}"))),
        }
    }
}

/// A text from a template of tokens, always the same for one `seed`.
pub(super) fn draw(template: &str, seed: &str) -> String {
    let drawn = template::expand(template, &mut Rng::from_seed(seed)).expect("a template of tokens");
    String::from_utf8(drawn).expect("templates are text")
}

/// The words of a holder in the spelling that `pattern` shows: `name`, `NAME`,
/// `naMe`, `na-me`; none if it is no such pattern.
pub(super) fn spell(words: &[&str], pattern: &str) -> Option<String> {
    Some(match pattern {
        "name" => words.join("_"),
        "NAME" => words.join("_").to_ascii_uppercase(),
        "na-me" => words.join("-"),
        "naMe" => words
            .iter()
            .enumerate()
            .map(|(at, word)| if at == 0 { (*word).to_owned() } else { capital(word) })
            .collect(),
        _ => return None,
    })
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_ascii_uppercase() + rest
}
