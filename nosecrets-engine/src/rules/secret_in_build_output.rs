//! What a build script tells cargo about secrets, cargo writes down.

use nosecrets_detectors::{Confidence, Group, Severity};

use super::secret_compiled_in::names_secret;
use super::secret_shown;
use super::{Objection, Surroundings};
use crate::event::{Event, What};
use crate::role::Role;
use crate::rule::Semantic;

pub(crate) static RULE: Semantic = Semantic {
    id: "secret-in-build-output",
    title: "secret that a build script passes to cargo",
    group: Group::Credential,
    severity: Severity::High,
    confidence: Confidence::High,
    help: &[
        "read the variable when the program runs, and leave it out of the build script",
        "delete the `target` folders and caches that contain the secret, and replace it if they have been shared",
    ],
    page: include_str!("secret_in_build_output.md"),
};

pub(crate) fn check(event: &Event, around: &Surroundings<'_>) -> Option<Objection> {
    let What::Shown { by, names, text } = &event.what else { return None };
    if around.role != Role::BuildScript || !by.ends_with("print") && !by.ends_with("println") {
        return None;
    }
    let (subject, message) = text.lines().find_map(|line| told(line.trim(), names))?;
    Some(Objection {
        value: None,
        spans: vec![event.span.clone()],
        is_secret: false,
        message,
        subject: subject.to_owned(),
        evidence: Vec::new(),
    })
}

/// The secret in what is said to cargo, and what comes of it.
fn told<'a>(line: &'a str, names: &'a [String]) -> Option<(&'a str, String)> {
    let order = line.strip_prefix("cargo::").or_else(|| line.strip_prefix("cargo:"))?;
    let (order, value) = order.split_once('=')?;
    let shown = || names.iter().map(String::as_str).find(|name| secret_shown::is_secret(name));
    match order {
        "rustc-env" => {
            let variable = value.split('=').next().filter(|name| names_secret(name)).or_else(shown)?;
            Some((variable, format!("cargo compiles `{variable}` into the program and writes its value to `target`")))
        }
        "rerun-if-env-changed" => {
            let variable = Some(value).filter(|name| names_secret(name))?;
            Some((variable, format!("cargo writes the value of `{variable}` to `target`, to detect changes")))
        }
        "warning" | "error" => shown().map(|name| (name, format!("cargo prints `{name}` and stores it in `target`"))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::{ids_in_role, lines_of};

    fn lines(statement: &str) -> Vec<usize> {
        let source = format!("fn main() {{\n{statement}\n}}");
        ids_in_role(&source, Role::BuildScript).iter().filter(|(id, _)| *id == RULE.id).map(|(_, line)| *line).collect()
    }

    #[test]
    fn a_secret_that_is_told_to_cargo_stays_in_target() {
        for statement in [
            r#"println!("cargo:rustc-env=API_KEY={}", key);"#,
            r#"println!("cargo::rustc-env=API_KEY={key}");"#,
            r#"println!("cargo:rustc-env={}={}", "API_KEY", key);"#,
            r#"println!("cargo:rustc-env=KEY={}", api_key);"#,
            r#"println!("cargo:rerun-if-env-changed=GITHUB_TOKEN");"#,
            r#"println!("cargo:rerun-if-env-changed={}", "DB_PASSWORD");"#,
            r#"println!("cargo:warning=the key is {}", api_key);"#,
        ] {
            assert_eq!(lines(statement), [2], "{statement}");
        }
    }

    #[test]
    fn what_is_no_secret_may_be_told() {
        for statement in [
            r#"println!("cargo:rustc-env=GIT_HASH={hash}"); let secret = 1;"#,
            r#"println!("cargo:rerun-if-env-changed=API_KEY_FILE");"#,
            r#"println!("cargo:warning=API_KEY is missing");"#,
            r#"println!("cargo:rustc-cfg=has_password");"#,
        ] {
            assert!(lines(statement).is_empty(), "{statement}");
        }
    }

    #[test]
    fn only_build_scripts_talk_to_cargo() {
        assert!(lines_of(RULE.id, r#"fn f() { println!("cargo:rustc-env=API_KEY={}", key); }"#).is_empty());
    }
}
