//! The names that a regex requires before a token.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Words that say what a value is, but not whose.
const GENERIC: [&str; 29] = [
    "access",
    "account",
    "api",
    "apikey",
    "api_key",
    "app",
    "application",
    "auth",
    "authorization",
    "bearer",
    "client",
    "credential",
    "credentials",
    "id",
    "key",
    "license",
    "login",
    "oauth",
    "pass",
    "passwd",
    "password",
    "private",
    "pwd",
    "secret",
    "token",
    "url",
    "user",
    "username",
    "webhook",
];

/// Parts of addresses that identify nobody.
const OF_ADDRESSES: [&str; 10] = ["http", "https", "www", "com", "org", "net", "io", "co", "dev", "hooks"];

/// What a detector requires near a token.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Near {
    /// Context words; one of them must be near.
    pub(super) context: Vec<String>,
    /// Further words; one of them must be near.
    pub(super) kind: Vec<String>,
    /// Words that the regex requires too, but that cannot be expressed.
    pub(super) lost: Vec<String>,
}

/// The names in the part before a token. The first group identifies the provider; words that any
/// credential may have identify the kind.
pub(super) fn near(before: &[Hir]) -> Near {
    let mut collector = Collector::default();
    before.iter().for_each(|part| collector.part(part));
    collector.end();
    let mut near = Near::default();
    for group in collector.groups {
        let (generic, own): (Vec<String>, Vec<String>) = group.into_iter().partition(|word| is_generic(word));
        if own.is_empty() {
            near.kind.extend(generic);
        } else if near.context.is_empty() {
            near.context = own;
        } else {
            near.lost.extend(own);
        }
    }
    if near.context.is_empty() {
        near.context = std::mem::take(&mut near.kind);
    }
    near
}

/// Keywords as context words.
pub(super) fn context_of(keywords: &[String]) -> Vec<String> {
    let mut words: Vec<String> = keywords.iter().filter_map(|keyword| word(keyword)).collect();
    words.retain(|word| word.len() >= 3 && !is_generic(word));
    words.dedup();
    words
}

fn is_generic(word: &str) -> bool {
    GENERIC.contains(&word)
}

/// Groups of words; one word of each group is required.
#[derive(Default)]
struct Collector {
    groups: Vec<Vec<String>>,
    text: String,
}

impl Collector {
    fn part(&mut self, hir: &Hir) {
        match hir.kind() {
            HirKind::Literal(literal) => self.text.push_str(&String::from_utf8_lossy(&literal.0)),
            HirKind::Class(_) => match letter(hir) {
                Some(letter) => self.text.push(letter),
                None => self.text.push('_'),
            },
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.part(part)),
            HirKind::Capture(capture) => self.part(&capture.sub),
            HirKind::Alternation(branches) => self.alternatives(branches),
            // A few separators join the words around them; more of them separate the words.
            HirKind::Repetition(repetition) if repetition.max.is_some_and(|max| max <= 3) => self.text.push('_'),
            HirKind::Repetition(_) => self.end(),
            HirKind::Look(_) | HirKind::Empty => {}
        }
    }

    /// Reads alternatives, prefixed by the text right before them: `co(?:here|_key)` is
    /// `cohere|co_key`.
    fn alternatives(&mut self, branches: &[Hir]) {
        let is_beginning = self.text.ends_with(|c: char| c.is_ascii_alphanumeric());
        let beginning = if is_beginning { self.text.clone() } else { String::new() };
        let mut words = Vec::new();
        for branch in branches {
            let mut inner = Collector { text: beginning.clone(), ..Collector::default() };
            inner.part(branch);
            inner.end();
            words.extend(inner.groups.into_iter().flatten());
        }
        if words.is_empty() {
            self.text.push('_');
            return;
        }
        if is_beginning {
            self.text.clear();
        }
        self.end();
        words.sort();
        words.dedup();
        self.groups.push(words);
    }

    fn end(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.groups.extend(word(&text).map(|word| vec![word]));
    }
}

/// Text as one context word, if it is one.
fn word(text: &str) -> Option<String> {
    let parts = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let parts: Vec<String> = parts.map(str::to_ascii_lowercase).collect();
    let word = if text.contains("//") {
        parts.into_iter().rfind(|part| !OF_ADDRESSES.contains(&part.as_str()) && !is_generic(part))?
    } else {
        parts.join("_")
    };
    (word.len() >= 2 && word.bytes().any(|byte| byte.is_ascii_lowercase())).then_some(word)
}

/// The letter of a class that contains only its two cases.
pub(super) fn letter(hir: &Hir) -> Option<char> {
    let HirKind::Class(Class::Bytes(class)) = hir.kind() else { return None };
    let members: Vec<u8> = class.ranges().iter().flat_map(|range| range.start()..=range.end()).take(3).collect();
    match members[..] {
        [upper, lower] if lower.is_ascii_lowercase() && upper == lower.to_ascii_uppercase() => Some(lower.into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Near, near};
    use crate::import::split;

    fn of(regex: &str) -> (Vec<String>, Vec<String>) {
        let split = split::split(&split::parse(regex).unwrap(), None).unwrap();
        let Near { context, kind, .. } = near(&split.before);
        (context, kind)
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn names_before_the_token_become_context_and_kind() {
        assert_eq!(
            of(r#"(?i)[\w.-]{0,50}?(?:acme)(?:[ \t\w.-]{0,20})[\s'"]{0,3}(?:=|:)([a-z]{9})"#).0,
            words(&["acme"])
        );
        assert_eq!(
            of("(?xi) \\b acme (?:.|[\\n\\r]){0,32}? (?:KEY|TOKEN) .{0,32}? ([a-z]{9})"),
            (words(&["acme"]), words(&["key", "token"]))
        );
        assert_eq!(of("(?i)(?:acme|(?-i:[Bb]olt|BOLT))_{0,9}([a-z]{9})").0, words(&["acme", "bolt"]));
        assert_eq!(of("(?i)(?:cohere|co_api_key).{0,9}([a-z]{9})").0, words(&["co_api_key", "cohere"]));
        assert_eq!(of("(?i)new[_-]?acme.{0,9}([a-z]{9})").0, words(&["new_acme"]));
        assert_eq!(of(r"https://api\.acme\.com/([a-z]{9})").0, words(&["acme"]));
    }

    #[test]
    fn a_boundary_is_no_name() {
        assert_eq!(of(r#"(?:^|[\\'"\s>=:(,)])(acme_[a-z]{9})"#), (vec![], vec![]));
        assert_eq!(of(r"\b(acme_[a-z]{9})\b"), (vec![], vec![]));
    }
}
