//! A text whose name says that it is a secret, and which looks like one.

use std::borrow::Cow;

use nosecrets_detectors::{Confidence, Group, Severity};

use super::secret::name::{self, Claim, Kind, Strength};
use super::secret::score::{self, Score};
use super::secret::value::{Subject, Usage};
use super::vocabulary::{DEFAULT_KEYS, after_auth_scheme};
use super::{Objection, Surroundings};
use crate::event::{Callee, Event, Form, Value, What};
use crate::lexer::MIN_ELEMENTS;
use crate::literal::{Name, NameKind, Part};
use crate::rule::Semantic;

pub(crate) static RULE: Semantic = Semantic {
    id: "hard-coded-secret",
    title: "hard-coded secret",
    group: Group::Credential,
    severity: Severity::High,
    confidence: Confidence::Medium,
    help: &[
        "read it when the program runs: `env_secret!(\"NAME\")`, and fail if it is missing",
        "if it has been in use, replace it: it has leaked to everyone who can read this file or the program",
    ],
    page: include_str!("hard_coded_secret.md"),
};

pub(crate) fn check(event: &Event, surroundings: &Surroundings<'_>) -> Option<Objection> {
    if !surroundings.wants_guesses() {
        return None;
    }
    let (value, labels) = match &event.what {
        What::Named(value) => (value, labels_of_site(&event.site.names)),
        What::Passed { value, callee, position, parameter, first } => {
            (value, labels_of_call(callee, *position, parameter.as_deref(), first.as_deref()))
        }
        _ => return None,
    };
    let text = text(value).map(Cow::Borrowed).or_else(|| spelled(value).map(Cow::Owned))?;
    let (claim, score) = labels.iter().find_map(|label| judge(&text, value, label))?;
    Some(Objection {
        value: Some(value.bytes.clone()),
        spans: spans(event, value),
        is_secret: true,
        message: format!("this {} is compiled into the program", claim.kind.noun()),
        subject: String::new(),
        evidence: score.parts,
    })
}

/// A name that a value goes by, and how it is used under that name.
struct Label<'a> {
    name: &'a str,
    usage: Usage,
}

fn judge(text: &str, value: &Value, label: &Label<'_>) -> Option<(Claim, Score)> {
    let claim = name::claim(label.name)?;
    let text = if claim.kind == Kind::Credential { without_scheme(text) } else { text };
    let usage = if value.is_fallback { Usage::Fallback } else { label.usage };
    let score = score::score(&Subject { text, name: label.name, claim, usage });
    score.is_secret().then_some((claim, score))
}

/// Lengths of keys that are written as bytes: longer ones are tables.
pub(super) const KEY_BYTES: std::ops::RangeInclusive<usize> = 16..=64;

/// The bytes of a key in hex, so that they are judged as texts are.
fn spelled(value: &Value) -> Option<String> {
    let may_be_key =
        matches!(value.form, Form::Bytes | Form::Decoded) && KEY_BYTES.contains(&value.bytes.len()) && !is_list(value);
    may_be_key.then(|| value.bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What follows the scheme in an `Authorization` header.
pub(super) fn without_scheme(text: &str) -> &str {
    after_auth_scheme(text).unwrap_or(text)
}

/// Whether it is several texts, one after the other.
fn is_list(value: &Value) -> bool {
    value.form == Form::Bytes && value.parts.len() > 1 && value.parts.iter().any(|part| part.covers.len() > 1)
}

/// Whether it is an array of a few numbers or characters. The lexer passes these by, so the rule
/// must not report them.
fn is_short_array(value: &Value) -> bool {
    let is_element = |part: &Part| part.covers.len() == 1;
    (2..MIN_ELEMENTS).contains(&value.parts.len()) && value.parts.iter().all(is_element)
}

/// The text of a value; of a list of texts or a short array there is none.
pub(super) fn text(value: &Value) -> Option<&str> {
    let is_text = matches!(value.form, Form::Text | Form::Bytes) && !is_list(value) && !is_short_array(value);
    is_text.then(|| std::str::from_utf8(&value.bytes).ok()).flatten()
}

/// The literals, then where they are named if that is elsewhere.
pub(super) fn spans(event: &Event, value: &Value) -> Vec<std::ops::Range<usize>> {
    let literals = value.parts.iter().map(|part| part.span.clone());
    let mut spans: Vec<_> = literals.chain(value.is_indirect.then(|| event.span.clone())).collect();
    spans.dedup();
    spans
}

/// The name of a value is the nearest, or that of what it is the default of.
fn labels_of_site(names: &[Name]) -> Vec<Label<'_>> {
    let Some(nearest) = names.first() else { return Vec::new() };
    let may_be_default = matches!(nearest.kind, NameKind::Key | NameKind::Attribute);
    if may_be_default && DEFAULT_KEYS.contains(&nearest.text.as_str()) {
        let holders = names[1..].iter().filter(|name| name.kind != NameKind::Attribute).take(2);
        return holders.map(|name| Label { name: &name.text, usage: Usage::Default }).collect();
    }
    let is_default = names.iter().any(|name| name.kind == NameKind::Function && name.text.starts_with("default"));
    let usage = match nearest.kind {
        NameKind::Binding | NameKind::Const | NameKind::Static | NameKind::Field | NameKind::Function if is_default => {
            Usage::Default
        }
        NameKind::Binding | NameKind::Const | NameKind::Static | NameKind::Field | NameKind::Function => Usage::Plain,
        NameKind::Key | NameKind::Neighbour | NameKind::Header => Usage::Entry,
        _ => return Vec::new(),
    };
    vec![Label { name: &nearest.text, usage }]
}

/// Functions that put their second argument under the name that is the first.
const SETTERS: &[&str] = &[
    "append",
    "append_header",
    "append_pair",
    "config",
    "env",
    "header",
    "insert",
    "insert_header",
    "option",
    "param",
    "property",
    "push",
    "set",
    "set_default",
    "set_env",
    "set_header",
    "set_option",
    "set_override",
    "set_property",
    "set_var",
    "setenv",
    "with",
    "with_config",
    "with_option",
];

/// What a method does with the secret that it is named for.
const SETTING: &[&str] = &["set_", "with_", "add_", "use_"];

/// An argument goes by the name of its parameter, of the key before it, of
/// the method that takes it alone or of the type that is made of it.
fn labels_of_call<'a>(
    callee: &'a Callee,
    position: usize,
    parameter: Option<&'a str>,
    first: Option<&'a str>,
) -> Vec<Label<'a>> {
    let name = callee.name();
    let key = first.filter(|_| position == 1 && (SETTERS.contains(&name) || is_default_of_key(callee)));
    let is_setter = SETTING.iter().any(|verb| name.starts_with(verb)) || is_noun(name);
    let method = Some(name).filter(|_| callee.is_method && position == 0 && callee.arguments == 1 && is_setter);
    let made = callee.path.strip_suffix("::new").or_else(|| callee.path.strip_suffix("::from"));
    let made = made.filter(|_| !callee.is_method && callee.arguments == 1);
    let plain = parameter.into_iter().chain(method).chain(made).map(|name| Label { name, usage: Usage::Plain });
    plain.chain(key.map(|name| Label { name, usage: Usage::Entry })).collect()
}

/// Whether a function gives settings a default under a key, as those of figment do.
fn is_default_of_key(callee: &Callee) -> bool {
    let path = callee.path.rsplit("::").collect::<Vec<_>>();
    matches!(path[..], ["default" | "global", "Serialized", ..])
}

/// Whether a method's name is that of a secret alone, as in builders.
fn is_noun(name: &str) -> bool {
    name::claim(name).is_some_and(|claim| claim.strength == Strength::Strong) && !name.starts_with("get_")
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::lines_of;

    fn lines(source: &str) -> Vec<usize> {
        lines_of("hard-coded-secret", source)
    }

    #[test]
    fn a_value_is_judged_under_every_name_that_it_gets() {
        let source = r#"
            const API_KEY: &str = "q7Zr0vKw3mXp9LbT2sYe";
            static DB_PASSWORD: &str = "hunter2"; static SIGNING_KEY: [u8; 16] = [243, 8, 91, 17, 160, 44, 201, 5, 77, 139, 254, 60, 99, 182, 30, 212];
            fn jwt_secret() -> String { "q7Zr0vKw3mXp9LbT2sYe".to_string() }
            fn main() {
                let smtp_pass = "hunter2";
                let config = Config { client_secret: Some("q7Zr0vKw3mXp9LbT2sYe".into()), ..base };
                config.db_password = String::from("hunter2");
                std::env::set_var("PGPASSWORD", "hunter2");
                client.set("sasl.password", "hunter2"); figment.merge(Serialized::default("db_password", "hunter2"));
                options.password("hunter2");
                let body = json!({ "password": "hunter2" });
                let pairs = [("client_secret", "q7Zr0vKw3mXp9LbT2sYe")];
                log_in("me", "hunter2"); authenticate(ClientSecret::new("q7Zr0vKw3mXp9LbT2sYe".into()));
                request.header(AUTHORIZATION, "Bearer q7Zr0vKw3mXp9LbT2sYe");
                request.header("Authorization", "Basic bWU6aHVudGVyMg==");
            }
            fn log_in(user: &str, password: &str) {}
        "#;
        assert_eq!(lines(source), [2, 3, 3, 4, 6, 7, 8, 9, 10, 10, 11, 12, 13, 14, 14, 15, 16]);
    }

    #[test]
    fn a_secret_that_someone_made_up_counts() {
        let source = r#"
            const JWT_SECRET: &str = "my-super-secret-key";
            fn main() { let session_secret = "change_me_secret"; }
        "#;
        assert_eq!(lines(source), [2, 3]);
    }

    #[test]
    fn insecure_defaults_count_though_they_are_weak() {
        let source = r#"
            fn main() {
                let a = env::var("DB_PASSWORD").unwrap_or("postgres".into());
                let b = env::var("JWT_SECRET").unwrap_or_else(|_| "secret".to_string());
                let c = match env::var("API_KEY") { Ok(key) => key, Err(_) => "your-key".into() };
            }
            fn default_jwt_secret() -> String { "secret".into() }
            #[derive(Parser)]
            struct Args {
                #[arg(long, env = "ADMIN_PASSWORD", default_value = "changeme")]
                admin: String,
            }
            impl Default for Config {
                fn default() -> Config { Config { jwt_secret: "super-secret-key".into() } }
            }
        "#;
        assert_eq!(lines(source), [3, 4, 5, 7, 10, 14]);
    }

    #[test]
    fn the_place_of_the_literal_comes_first() {
        let source = "const DEFAULT: &str = \"hunter2\";\nfn main() { options.set_password(DEFAULT); }\n";
        assert_eq!(lines(source), [1]);
    }

    #[test]
    fn values_that_are_no_secrets_are_clean() {
        let source = r##"
            const API_KEY: &str = "API_KEY";
            const OID_USER_PASSWORD: &str = "2.5.4.35";
            const PASSWORD: &str = "password";
            const CLIENT_SECRET: &str = "client_secret";
            const SECRET_KEY: &str = "redshift.aws.secret_access_key";
            const AUTH_TOKEN: &str = "X-Auth-Token";
            const PASSWORD_HASH: &str = "q7Zr0vKw3mXp9LbT2sYe";
            fn main() {
                let token = "identifier";
                let password = "Enter your password: ";
                let api_key = "https://host.internal/keys";
                let secret_key = "/run/secrets/key.pem";
                let password = "";
                let password = "********";
                let password = "<password>";
                let password = format!("{}", given);
                let auth_token = env::var("AUTH_TOKEN").expect("AUTH_TOKEN must be set");
                let password = rpassword::prompt_password("Password: ")?;
                let secret = "SELECT secret FROM t";
                let password = r"^[a-z0-9]+$";
                let password = "$argon2id$v=19$m=19456";
                let api_key = "0123456789abcdef0123456789abcdef";
                map.insert(password, "hunter2");
            }
        "##;
        assert_eq!(lines(source), []);
    }

    #[test]
    fn tests_and_documentation_are_left_out() {
        let source = "/// `{ \"password\": \"hunter2\" }`\nconst API_KEY: &str = \"\";\n";
        assert_eq!(lines(source), []);
        let source = "#[cfg(test)]\nmod tests { const PASSWORD: &str = \"hunter2\"; }\n";
        assert_eq!(lines(source), []);
    }
}
