//! `env!("API_KEY")`: the value that a secret's variable has at build time
//! stands in the binary, and in `target/`.

use nosecrets_detectors::{Confidence, Group, Severity};

use super::secret::name::{self, Strength};
use super::{Objection, Surroundings};
use crate::event::{Event, What};
use crate::rule::Semantic;

pub(crate) static RULE: Semantic = Semantic {
    id: "secret-compiled-in",
    title: "secret read from the environment at build time",
    group: Group::Credential,
    severity: Severity::High,
    confidence: Confidence::High,
    help: &[
        "read the variable when the program runs: `env_secret!(\"NAME\")` or `std::env::var`",
        "replace the secret if you have shared a binary or a `target` folder that contains it",
    ],
    page: include_str!("secret_compiled_in.md"),
};

pub(crate) fn check(event: &Event, around: &Surroundings<'_>) -> Option<Objection> {
    let What::BakedIn { by, variable } = &event.what else { return None };
    (around.wants_guesses() && names_secret(variable)).then(|| Objection {
        value: None,
        spans: vec![event.span.clone()],
        is_secret: false,
        message: format!("`{by}!` compiles the value of `{variable}` into the binary"),
        subject: variable.clone(),
        evidence: Vec::new(),
    })
}

/// Whether a variable of the environment holds a secret, by its name.
pub(super) fn names_secret(variable: &str) -> bool {
    !is_of_the_build(variable)
        && name::claim(variable).is_some_and(|claim| {
            // Unlike a variable of the code, one that ends in `_TOKEN` is no piece of a text.
            claim.strength == Strength::Strong || (variable.ends_with("_TOKEN") && claim.kind == name::Kind::Token)
        })
}

/// Whether the rule may report a macro with these literals as arguments. Without any, a constant
/// names the variable.
pub(super) fn may_concern(literals: &[String]) -> bool {
    literals.is_empty() || literals.iter().any(|literal| names_secret(literal))
}

/// Whether cargo, rustc or a tool that describes the build sets the variable.
fn is_of_the_build(variable: &str) -> bool {
    const PREFIXES: &[&str] = &["CARGO_PKG_", "CARGO_CFG_", "CARGO_BIN_", "VERGEN_", "GIT_", "RUSTC_", "DOCS_RS"];
    PREFIXES.iter().any(|prefix| variable.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::lines_of;

    fn lines(source: &str) -> Vec<usize> {
        lines_of(RULE.id, source)
    }

    #[test]
    fn a_secret_that_is_read_at_build_time_is_compiled_in() {
        let source = "const KEY: &str = env!(\"OPENAI_API_KEY\");\n\
            static TOKEN: Option<&str> = option_env!(\"SENTRY_TOKEN\");\n\
            fn f() -> Key { Key::new(dotenvy_macro::dotenv!(\"JWT_SECRET\").as_bytes()) }\n\
            lazy_static! { static ref PASSWORD: &'static str = env!(\"DB_PASSWORD\", \"set it\"); }\n\
            fn g() { println!(\"{}\", obfstr::obfstr!(env!(\"ADMIN_PASSWORD\"))); }";
        assert_eq!(lines(source), [1, 2, 3, 4, 5]);
    }

    #[test]
    fn what_describes_the_build_is_no_secret() {
        for name in [
            "CARGO_PKG_NAME",
            "CARGO_MANIFEST_DIR",
            "OUT_DIR",
            "TARGET",
            "GIT_COMMIT",
            "VERGEN_BUILD_DATE",
            "RUSTC_VERSION",
            "DOCS_RS",
            "API_KEY_FILE",
            "SECRETS_PATH",
            "TOKEN_URL",
            "PASSWORD_VERSION",
        ] {
            assert!(lines(&format!("const X: &str = env!(\"{name}\");")).is_empty(), "{name}");
        }
    }

    #[test]
    fn a_variable_that_is_read_at_run_time_is_as_it_should_be() {
        assert!(lines("fn f() { let api_key = std::env::var(\"OPENAI_API_KEY\"); }").is_empty());
    }

    #[test]
    fn tests_ship_nowhere() {
        assert!(lines("#[cfg(test)]\nmod tests { const K: &str = env!(\"API_KEY\"); }").is_empty());
    }
}
