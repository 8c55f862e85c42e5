//! A secret that is printed, logged or put into an error.

use nosecrets_detectors::{Confidence, Group, Severity};

use super::secret::name::{self, Strength};
use super::vocabulary::{self, Goal};
use super::{Objection, Surroundings};
use crate::event::{Event, What};
use crate::literal::Site;
use crate::rule::Semantic;

pub(crate) static RULE: Semantic = Semantic {
    id: "secret-shown",
    title: "secret that is printed, logged or put into an error",
    group: Group::Exposure,
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    help: &[
        "leave the value out, or show only its length or whether it is set",
        "keep it in a type that hides its value: `nosecrets::Secret` or `secrecy::SecretString`",
    ],
    page: include_str!("secret_shown.md"),
};

pub(crate) fn check(event: &Event, around: &Surroundings<'_>) -> Option<Objection> {
    let What::Shown { by, names, text } = &event.what else { return None };
    if !around.wants_guesses() || (makes_text(by) && !complains(text, &event.site)) {
        return None;
    }
    let name = names.iter().find(|name| is_secret(name) && !is_label(name, text))?;
    Some(Objection {
        value: None,
        spans: vec![event.span.clone()],
        is_secret: false,
        message: format!("the value of `{name}` is written to {}", goal(by)),
        subject: name.clone(),
        evidence: Vec::new(),
    })
}

/// Whether a variable or field holds a secret, by its name. A constant is
/// mostly a name or a header, and its value is judged where it is defined.
pub(super) fn is_secret(name: &str) -> bool {
    let name = last(name);
    let is_constant = !name.bytes().any(|byte| byte.is_ascii_lowercase());
    !is_constant && name::claim(name).is_some_and(|claim| claim.strength == Strength::Strong)
}

/// Whether a variable is the name of a secret rather than one, as in
/// `created secret {secret}`: so stores of secrets speak of them.
fn is_label(name: &str, text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    last(name) == "secret"
        && lower
            .match_indices("secret")
            .any(|(at, word)| lower[at + word.len()..].trim_start_matches([' ', '\'', '"', '`']).starts_with('{'))
}

/// Whether a macro only builds a string, and does not say where it goes.
fn makes_text(by: &str) -> bool {
    vocabulary::goal(last(by)) == Some(Goal::Caller)
}

/// Where a macro or attribute puts the secret, in words.
fn goal(by: &str) -> &'static str {
    match vocabulary::goal(last(by)) {
        Some(Goal::Output) => "the output",
        Some(Goal::Log) => "the log",
        Some(Goal::Error | Goal::Caller) | None => "an error message",
    }
}

fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// Words of messages about something that went wrong.
const COMPLAINTS: &[&str] =
    &["cannot", "could not", "denied", "error", "fail", "incorrect", "invalid", "unable", "unexpected", "wrong"];

/// Whether a text is a message about an error rather than a header, an
/// address or a body, which is how secrets are used.
fn complains(text: &str, site: &Site) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_sentence = text.contains(' ') && !text.contains("://");
    let is_error =
        site.names.iter().take(3).any(|name| matches!(last(&name.text), "Err" | "bail" | "anyhow" | "panic"));
    is_sentence && (is_error || COMPLAINTS.iter().any(|word| lower.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::lines_of;

    fn is_reported(statement: &str) -> bool {
        !lines_of(RULE.id, &format!("fn f() {{ {statement} }}")).is_empty()
    }

    #[test]
    fn a_secret_in_output_logs_or_errors_is_shown() {
        for statement in [
            r#"println!("connecting with {}", password);"#,
            r#"println!("{api_key:?}");"#,
            r#"dbg!(&self.client_secret);"#,
            r#"log::debug!("token: {}", config.access_token.as_str());"#,
            r#"tracing::info!(user, password = %password, "login");"#,
            r#"tracing::warn!(?api_key);"#,
            r#"panic!("bad password {password}");"#,
            r#"anyhow::bail!("login with {password} refused");"#,
            r#"return Err(format!("user {user} has no password {password}"));"#,
            r#"let message = format!("invalid api key: {}", api_key);"#,
            r#"info!("{}", secret.expose_secret()); let client_secret = 1; debug!("{}", client_secret.expose_secret());"#,
            r#"select! { x = y => println!("{}", password) }"#,
        ] {
            assert!(is_reported(statement), "{statement}");
        }
        let source = "#[derive(Error)]\n#[error(\"no user {user} with {password}\")]\nstruct NoUser { user: String }";
        assert_eq!(lines_of(RULE.id, source), [2]);
        let source = "#[tracing::instrument(skip(self))]\nfn login(&self, user: &str, password: &str) {}";
        assert_eq!(lines_of(RULE.id, source), [2]);
    }

    #[test]
    fn what_is_made_of_a_secret_is_something_else() {
        for statement in [
            r#"println!("{}", password.len());"#,
            r#"println!("{}", password.is_some());"#,
            r#"println!("{}", mask(&password));"#,
            r#"println!("{password_hash} {masked_password} {secret_name}");"#,
            r#"println!("Enter the password: ");"#,
            r#"println!("set {}", API_KEY_ENV); println!("set {}", Oidc::ID_TOKEN);"#,
            r#"error!("unexpected token {token}"); let secret = 1;"#,
            r#"info!("created secret '{}' in {}", secret, namespace);"#,
            r#"error!("cannot read {}", self.private_key.display());"#,
        ] {
            assert!(!is_reported(statement), "{statement}");
        }
        let source = "#[instrument(skip(password))] fn login(user: &str, password: &str) {}\n\
            #[instrument(skip_all)] fn check(password: &str) {}\n\
            #[instrument] fn store(password: SecretString) {}";
        assert!(lines_of(RULE.id, source).is_empty());
    }

    #[test]
    fn a_text_that_uses_a_secret_is_no_message() {
        for statement in [
            r#"let header = format!("Bearer {}", access_token);"#,
            r#"let url = format!("https://{user}:{password}@example.com/error");"#,
            r#"write!(f, "{}:{}", user, password)?;"#,
            r#"let body = format!("grant_type=password&password={password}");"#,
        ] {
            assert!(!is_reported(statement), "{statement}");
        }
    }
}
