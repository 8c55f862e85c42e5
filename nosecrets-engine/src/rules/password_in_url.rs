//! A password inside an address or connection string.

use std::ops::Range;

use nosecrets_detectors::{Confidence, Group, Severity};

use super::hard_coded_secret::{spans, text};
use super::secret::url;
use super::{Evidence, Objection, Surroundings};
use crate::event::{Event, What};
use crate::rule::Semantic;

pub(crate) static RULE: Semantic = Semantic {
    id: "password-in-url",
    title: "password in a URL or connection string",
    group: Group::Credential,
    severity: Severity::High,
    confidence: Confidence::Medium,
    help: &[
        "read the whole URL at run time: `env_secret!(\"DATABASE_URL\")`",
        "if it has been in use, change the password: it has leaked to everyone who can read this file or the program",
    ],
    page: include_str!("password_in_url.md"),
};

pub(crate) fn check(event: &Event, surroundings: &Surroundings<'_>) -> Option<Objection> {
    let (What::Named(value) | What::Passed { value, .. }) = &event.what else { return None };
    let inside = url::find(text(value)?).filter(|_| surroundings.wants_guesses())?;
    if inside.is_local_default && !surroundings.config.all_contexts {
        return None;
    }
    let spans = spans(event, value);
    let begins = |span: &Range<usize>| url::userinfos(&surroundings.source[span.clone()]).next().is_some();
    if inside.place == url::ADDRESS && spans.len() > 1 && !spans.iter().any(begins) {
        return None;
    }
    Some(Objection {
        value: Some(inside.password.as_bytes().to_vec()),
        spans,
        is_secret: true,
        message: format!("{} that contains a password", inside.place),
        subject: String::new(),
        evidence: vec![Evidence { what: format!("{} contains a password", inside.place), weight: 60 }],
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::lines_of;

    fn lines(source: &str) -> Vec<usize> {
        lines_of("password-in-url", source)
    }

    #[test]
    fn a_password_is_found_wherever_the_address_goes() {
        let source = r#"
            const DATABASE: &str = "postgres://app:hunter22@db.internal/app";
            fn main() {
                let url = std::env::var("AMQP").unwrap_or_else(|_| "amqp://app:hunter22@queue".into());
                let pool = PgPool::connect("host=db user=app password=hunter22");
            }
        "#;
        assert_eq!(lines(source), [2, 4, 5]);
    }

    #[test]
    fn addresses_without_one_are_clean() {
        let source = r#"
            const REPO: &str = "https://git@host.internal/app";
            const LOCAL: &str = "postgres://postgres:postgres@localhost/app";
            fn main() {
                connect(&format!("postgres://{user}:{password}@{host}/app"));
            }
        "#;
        assert_eq!(lines(source), []);
    }
}
