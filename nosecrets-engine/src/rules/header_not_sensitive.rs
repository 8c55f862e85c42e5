//! The value of a header that holds a secret, and does not say so.

use nosecrets_detectors::{Confidence, Group, Severity};

use super::secret::name::{self, Strength};
use super::vocabulary::after_auth_scheme;
use super::{Objection, Surroundings};
use crate::event::{Event, What};
use crate::rule::Semantic;

pub(crate) static RULE: Semantic = Semantic {
    id: "header-not-sensitive",
    title: "secret in a header that is not marked as sensitive",
    group: Group::Exposure,
    severity: Severity::Low,
    confidence: Confidence::Medium,
    help: &["call `set_sensitive(true)` on the value, or use a method of the client that does, such as `bearer_auth`"],
    page: include_str!("header_not_sensitive.md"),
};

pub(crate) fn check(event: &Event, around: &Surroundings<'_>) -> Option<Objection> {
    let What::HeaderSet { header, names, text } = &event.what else { return None };
    let header = header.rsplit("::").next().unwrap_or(header);
    // A signature stands there as well, and it is worth nothing elsewhere.
    let is_secret = is_credential(text) || names.iter().any(|name| name::claim(name).is_some());
    (around.wants_guesses() && is_secret && holds_secret(header)).then(|| Objection {
        value: None,
        spans: vec![event.span.clone()],
        is_secret: false,
        message: "`{:?}` of the headers shows this value".to_owned(),
        subject: header.to_ascii_lowercase(),
        evidence: Vec::new(),
    })
}

/// Whether a header holds a secret, by its name or that of its constant.
fn holds_secret(header: &str) -> bool {
    let words = name::words(header);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(words[..], ["authorization"] | ["proxy", "authorization"])
        || name::claim(header).is_some_and(|claim| claim.strength == Strength::Strong)
}

/// Whether a text begins as a credential does in a header.
fn is_credential(text: &str) -> bool {
    after_auth_scheme(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::lines_of;

    fn lines(body: &str) -> Vec<usize> {
        let uses = "use reqwest::header::{self, AUTHORIZATION, HeaderValue};";
        lines_of(RULE.id, &format!("{uses}\nfn authorization(headers: &mut HeaderMap, token: &str) {{\n{body}\n}}"))
    }

    #[test]
    fn a_secret_header_that_is_not_marked_is_shown() {
        for body in [
            "headers.insert(AUTHORIZATION, HeaderValue::from_str(&format!(\"Bearer {token}\")).unwrap());",
            "headers.append(header::AUTHORIZATION, header::HeaderValue::from_str(token)?);",
            "headers.insert(header::HeaderName::from_static(\"authorization\"), HeaderValue::from_str(token)?);",
            "headers.insert(\"x-api-key\", HeaderValue::from_str(token).map_err(Error::Header)?);",
            "let value = HeaderValue::from_bytes(token.as_bytes())?; headers.insert(\"Authorization\", value);",
        ] {
            assert_eq!(lines(body), [3], "{body}");
        }
    }

    #[test]
    fn a_marked_header_is_clean() {
        let body = "let mut value = HeaderValue::from_str(token)?; value.set_sensitive(true);\n\
            headers.insert(AUTHORIZATION, value);";
        assert!(lines(body).is_empty());
    }

    #[test]
    fn another_function_marks_nothing() {
        let body = "headers.insert(AUTHORIZATION, HeaderValue::from_str(token)?);\n\
            fn other(mut value: HeaderValue) { value.set_sensitive(true); }";
        assert_eq!(lines(body), [3]);
    }

    #[test]
    fn other_headers_and_values_of_unknown_make_are_clean() {
        for body in [
            "headers.insert(ACCEPT, HeaderValue::from_static(\"text/html\"));",
            "headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static(\"Basic\"));",
            "headers.insert(AUTHORIZATION, value(token));",
            "headers.insert(AUTHORIZATION, HeaderValue::from_str(&signature)?);",
            "map.insert(\"authorization\", token);",
        ] {
            assert!(lines(body).is_empty(), "{body}");
        }
    }
}
