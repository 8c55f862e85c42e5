//! What tokens tell about themselves, and that it is nothing secret.

#![cfg(feature = "spec")]

use nosecrets_detectors::spec::forge::structure;
use nosecrets_detectors::spec::rng::Rng;
use nosecrets_detectors::Validator;

fn facts(validator: Validator, name: &str, argument: &str) -> Vec<&'static str> {
    let token = structure(name, argument, &mut Rng::from_seed("facts")).expect(name);
    validator.facts(&token).iter().map(|fact| fact.label).collect()
}

#[test]
fn tokens_tell_what_is_public_about_them() {
    assert_eq!(facts(Validator::Jwt, "jwt", ""), ["issuer", "role", "expires"]);
    assert_eq!(facts(Validator::AwsAccessKeyId, "aws-access-key-id", "AKIA"), ["account"]);
    assert_eq!(facts(Validator::GitlabRoutable, "gitlab-routable", "glpat"), ["organisation", "user"]);
    assert_eq!(facts(Validator::Pypi, "pypi", ""), ["index"]);
    assert_eq!(facts(Validator::SentryOrg, "sentry-org", ""), ["organisation", "server"]);
    assert_eq!(facts(Validator::GrafanaCloud, "grafana-cloud", ""), ["organisation", "name"]);
    assert_eq!(facts(Validator::GcpServiceAccount, "gcp-service-account", ""), ["project", "account"]);
    assert_eq!(facts(Validator::JfrogReference, "jfrog-reference", ""), ["expires"]);
    assert_eq!(facts(Validator::DiscordBot, "discord-bot", ""), ["bot"]);
    assert_eq!(facts(Validator::TelegramBot, "telegram-bot", ""), ["bot"]);
}

#[test]
fn an_aws_account_has_twelve_digits() {
    let mut rng = Rng::from_seed("account");
    for _ in 0..100 {
        let id = structure("aws-access-key-id", "ASIA", &mut rng).unwrap();
        for fact in Validator::AwsAccessKeyId.facts(&id) {
            assert!(fact.value.len() == 12 && fact.value.bytes().all(|byte| byte.is_ascii_digit()));
        }
    }
}

#[test]
fn an_expiry_is_a_time_in_seconds() {
    let mut rng = Rng::from_seed("expiry");
    let token = structure("jwt", "", &mut rng).unwrap();
    let facts = Validator::Jwt.facts(&token);
    let expires = facts.iter().find(|fact| fact.label == "expires").unwrap();
    assert!(expires.value.parse::<u64>().unwrap() > 1_700_000_000);
}

#[test]
fn what_is_no_token_tells_nothing() {
    for &validator in Validator::ALL {
        assert!(validator.facts(b"").is_empty());
        assert!(validator.facts(b"not a token at all").is_empty());
    }
}
