//! A derived `Debug` shows every field, the secret ones too.

use nosecrets_detectors::{Confidence, Group, Severity};

use super::secret::name::{self, Claim, Kind, Strength};
use super::vocabulary::is_shown_by_debug;
use super::{Objection, Surroundings};
use crate::event::{Event, Field, What};
use crate::rule::Semantic;

pub(crate) static RULE: Semantic = Semantic {
    id: "secret-in-debug",
    title: "derived `Debug` that shows a secret",
    group: Group::Exposure,
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    help: &[
        "give the field a type that hides its value: `nosecrets::Secret` or `secrecy::SecretString`",
        "or implement `Debug` by hand, without the value",
    ],
    page: include_str!("secret_in_debug.md"),
};

pub(crate) fn check(event: &Event, around: &Surroundings<'_>) -> Option<Objection> {
    let What::Derived { type_name, traits, fields } = &event.what else { return None };
    if !around.wants_guesses() || !traits.iter().any(|name| is_debug(name)) {
        return None;
    }
    let shown: Vec<&Field> = fields.iter().filter(|field| shows_secret(field, type_name, fields)).collect();
    let first = shown.first()?;
    Some(Objection {
        value: None,
        spans: shown.iter().map(|field| field.span.clone()).collect(),
        is_secret: false,
        message: format!("`{{:?}}` of `{type_name}` shows `{}`", first.name),
        subject: format!("{type_name}.{}", first.name),
        evidence: Vec::new(),
    })
}

fn is_debug(derived: &str) -> bool {
    derived.rsplit("::").next() == Some("Debug")
}

fn shows_secret(field: &Field, type_name: &str, all: &[Field]) -> bool {
    let is_secret = match name::claim(&field.name) {
        Some(Claim { strength: Strength::Strong, .. }) => true,
        Some(Claim { kind: Kind::Token, .. }) => field.name == "token" && is_of_login(type_name, all),
        _ => false,
    };
    is_secret
        && !is_sealed(type_name)
        && is_shown_by_debug(&field.ty)
        && !field.attributes.iter().any(|attribute| hides(attribute))
}

/// Whether the secrets of a type cannot be read, by its name.
fn is_sealed(type_name: &str) -> bool {
    const WORDS: &[&str] = &["encapsulated", "encrypted", "hashed", "masked", "redacted", "sealed", "wrapped"];
    name::words(type_name).iter().any(|word| WORDS.contains(&word.as_str()))
}

/// Whether a type is about logging in, so that its `token` is no piece of a text.
fn is_of_login(type_name: &str, fields: &[Field]) -> bool {
    const WORDS: &[&str] = &["auth", "bot", "client", "credential", "credentials", "login", "session", "api", "user"];
    let names = fields.iter().map(|field| field.name.as_str()).chain([type_name]);
    names.flat_map(name::words).any(|word| WORDS.contains(&word.as_str()) || word.starts_with("passw"))
}

/// Whether an attribute keeps the field out of `Debug`, or changes what it
/// shows there.
fn hides(attribute: &str) -> bool {
    let attribute = attribute.to_ascii_lowercase();
    ["debug", "redact", "veil", "sensitive", "mask", "hidden"].iter().any(|word| {
        attribute.starts_with(word)
            || attribute.contains(&format!("({word}"))
            || attribute.contains(&format!("::{word}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::lines_of;

    fn is_reported(item: &str) -> bool {
        !lines_of(RULE.id, item).is_empty()
    }

    #[test]
    fn a_secret_text_in_a_struct_with_debug_is_shown() {
        for field in [
            "password: String",
            "pub api_key: Option<String>",
            "client_secret: &'a str",
            "secret_key: Vec<u8>",
            "signing_key: [u8; 32]",
            "access_token: Arc<str>",
            "password: Cow<'a, str>",
            "password: Zeroizing<String>",
            "password: std::string::String",
            "#[serde(skip)] password: String",
            "client_id: String, token: String",
        ] {
            assert!(is_reported(&format!("#[derive(Clone, Debug)] struct S<'a> {{ {field} }}")), "{field}");
        }
        assert!(is_reported("#[derive(derive_more::Debug)] struct ApiKey(String);"));
        assert!(is_reported("#[derive(Debug)] enum Auth { None, Basic { user: String, password: String } }"));
        assert!(is_reported("#[derive(Debug)] enum Auth { None, ApiKey(String) }"));
    }

    #[test]
    fn what_hides_its_value_shows_nothing() {
        for field in [
            "password: SecretString",
            "password: Secret<String>",
            "api_key: Option<SecretBox<str>>",
            "#[debug(skip)] password: String",
            "#[educe(Debug(ignore))] password: String",
            "#[derivative(Debug = \"ignore\")] password: String",
            "#[redact(all)] password: String",
            "#[veil::redact] password: String",
        ] {
            assert!(!is_reported(&format!("#[derive(Debug)] struct S {{ {field} }}")), "{field}");
        }
    }

    #[test]
    fn what_is_no_secret_may_be_shown() {
        for field in [
            "token: Token",
            "token: String",
            "password_hash: String",
            "secret_name: String",
            "token_count: usize",
            "has_password: bool",
            "public_key: String",
        ] {
            assert!(!is_reported(&format!("#[derive(Debug)] struct Secretive {{ {field} }}")), "{field}");
        }
    }

    #[test]
    fn what_cannot_be_read_or_belongs_to_another_language_may_be_shown() {
        assert!(!is_reported("#[derive(Debug)] struct EncryptedCredentials { secret: String }"));
        assert!(!is_reported("#[repr(C)] #[derive(Debug)] struct UserInfo { password: [u8; 16] }"));
    }

    #[test]
    fn without_a_derived_debug_nothing_is_shown() {
        assert!(!is_reported("#[derive(Clone)] struct S { password: String }"));
        assert!(!is_reported("#[derive(Serialize)] struct Login { password: String }"));
        assert!(!is_reported("#[derive(veil::Redact)] struct S { password: String }"));
    }
}
