//! A password, token, private key or mnemonic that a known function is given.

use nosecrets_detectors::{Confidence, Group, Severity};

use super::sinks::{self, Hit, Kind, value};
use super::{Objection, Surroundings};
use crate::event::Event;
use crate::rule::Semantic;

pub(crate) static RULE: Semantic = Semantic {
    id: "hard-coded-credential",
    title: "hard-coded credential",
    group: Group::Credential,
    severity: Severity::High,
    confidence: Confidence::High,
    help: &[
        "read it when the program runs: `env_secret!(\"NAME\")`, and fail if it is missing",
        "if it has been in use, replace it: it has leaked to everyone who can read this file or the program",
    ],
    page: include_str!("hard_coded_credential.md"),
};

pub(crate) fn check(event: &Event, surroundings: &Surroundings<'_>) -> Option<Objection> {
    let hit = sinks::hit(event, surroundings)?;
    (surroundings.wants_guesses() && is_credential(&hit)).then(|| hit.objection())
}

fn is_credential(hit: &Hit<'_>) -> bool {
    match hit.kind {
        Kind::Password => value::is_password(hit.value),
        Kind::Token => value::is_token(hit.value),
        Kind::Authorization => value::is_authorization(hit.value),
        Kind::PrivateKey => value::is_private_key(hit.value),
        // Whether words are a mnemonic is `mnemonic-in-source`'s to say.
        Kind::Mnemonic | Kind::Key | Kind::Iv | Kind::Nonce | Kind::Salt | Kind::Seed => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::lines_of;

    fn lines(source: &str) -> Vec<usize> {
        lines_of("hard-coded-credential", source)
    }

    #[test]
    fn what_a_known_function_takes_as_a_password_is_one_however_weak() {
        let source = r#"
            use sqlx::postgres::PgConnectOptions as Options;
            fn connect(client: reqwest::Client) {
                let options = Options::new().username("app").password("app");
                client.get(url).basic_auth("admin", Some("letmein"));
                session.userauth_password("root", &String::from("toor"));
                native_tls::Identity::from_pkcs12(der, "123456");
                lettre::transport::smtp::authentication::Credentials::new("me".into(), "pw".into());
            }
        "#;
        assert_eq!(lines(source), [4, 5, 6, 7, 8]);
    }

    #[test]
    fn tokens_are_found_through_variables_constants_and_fallbacks() {
        let source = r#"
            const OF_BOT: &str = "Zk3vT9qLw8";
            fn start() {
                let value = OF_BOT;
                let bot = teloxide::Bot::new(value);
                client.get(url).bearer_auth(std::env::var("T").unwrap_or_else(|_| "Pq7xV2mNb4".to_string()));
                MetadataValue::from_static("Bearer Pq7xV2mNb5");
                HeaderValue::from_static("Basic Pq7xV2mNb6==");
            }
        "#;
        assert_eq!(lines(source), [2, 6, 7, 8]);
    }

    #[test]
    fn functions_of_other_crates_and_stand_ins_are_clean() {
        let source = r#"
            use widgets::{Bot, Credentials};
            fn start(form: Form) {
                Bot::new("Zk3vT9qLw8");
                Credentials::new("user", "a label");
                form.password("Enter it here");
                client.bearer_auth("");
                client.bearer_auth("your-token-here");
                client.bearer_auth("<token>").basic_auth("u", None::<&str>).basic_auth("u", Some(""));
                client.bearer_auth(read_token()).bearer_auth(format!("{}", token));
                HeaderValue::from_static("Bearer realm=\"x\"");
                HeaderValue::from_static("text/plain");
                HeaderValue::from_static("Basic usage of this");
            }
        "#;
        assert_eq!(lines(source), []);
    }
}
