//! A secret that is compared with a text of the program.

use nosecrets_detectors::{Confidence, Group, Severity};

use super::hard_coded_secret::{spans, text};
use super::secret::value::{Subject, Usage};
use super::secret::{name, score};
use super::{Objection, Surroundings};
use crate::event::{Event, What};
use crate::rule::Semantic;

pub(crate) static RULE: Semantic = Semantic {
    id: "secret-compared-with-literal",
    title: "secret compared with a literal",
    group: Group::Exposure,
    severity: Severity::High,
    confidence: Confidence::Medium,
    help: &[
        "store a hash of it outside the program, and verify it with a password-hashing crate such as `argon2`",
        "compare tokens in constant time, for instance with `subtle::ConstantTimeEq`",
    ],
    page: include_str!("secret_compared_with_literal.md"),
};

pub(crate) fn check(event: &Event, surroundings: &Surroundings<'_>) -> Option<Objection> {
    let What::Compared(value) = &event.what else { return None };
    let name = &event.site.names.first()?.text;
    let claim = name::claim(name).filter(|_| surroundings.wants_guesses())?;
    let score = score::score(&Subject { text: text(value)?, name, claim, usage: Usage::Plain });
    score.is_secret().then(|| Objection {
        value: Some(value.bytes.clone()),
        spans: spans(event, value),
        is_secret: true,
        message: format!("anyone who reads the program knows the {}", claim.kind.noun()),
        subject: String::new(),
        evidence: score.parts,
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::lines_of;

    fn lines(source: &str) -> Vec<usize> {
        lines_of("secret-compared-with-literal", source)
    }

    #[test]
    fn a_password_in_a_comparison_is_a_back_door() {
        let source = r#"
            fn login(password: &str, user: &User) -> bool {
                password == "hunter2"
                    || "hunter2" != user.password
                    || password.eq("hunter2")
                    || user.api_token == "q7Zr0vKw3mXp9LbT2sYe"
            }
            fn role(password: &str) -> Role {
                match password {
                    "hunter2" => Role::Admin,
                    _ => Role::None,
                }
            }
        "#;
        assert_eq!(lines(source), [3, 4, 5, 6, 10]);
    }

    #[test]
    fn comparisons_with_words_of_a_language_or_nothing_are_clean() {
        let source = r#"
            fn parse(token: &str, password: &str) -> bool {
                token == "let" || token == "fn_name" || password == "" || password == "-" || password.len() == 8
            }
        "#;
        assert_eq!(lines(source), []);
    }
}
