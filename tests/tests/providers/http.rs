//! What all providers over HTTP do when the connection, not the server, is at
//! fault.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use nosecrets::provider::conjur::ConjurLogin;
use nosecrets::provider::vault::{VaultBuilder, VaultLogin};
use nosecrets::provider::{Conjur, Provider, Vault};
use nosecrets::{ErrorKind, Failure, Place, Secret, SecretBytes};
use serde_json::json;

use crate::stand_in::certificates::{Authority, Pair};
use crate::stand_in::{Mode, Reply, conjur, vault};

const VAULT: Place = Place::new("vault", "secret/twilio").with_field("api_key");
const CONJUR: Place = Place::new("conjur", "prod/twilio/api_key");

fn soon() -> Instant {
    Instant::now() + Duration::from_secs(20)
}

fn secret(text: &str) -> Secret {
    Secret::from(text.to_owned())
}

fn vault_at(url: &str) -> Vault {
    Vault::builder(url).login(VaultLogin::token(secret("root"))).build().unwrap()
}

fn conjur_at(url: &str) -> Conjur {
    let login = ConjurLogin::api_key("host/prod/web", secret("key"));
    Conjur::builder(url, conjur::ACCOUNT).login(login).build().unwrap()
}

/// Runs `check` on both providers, once logged in and once not.
fn each(mode: &Mode, check: impl Fn(&dyn Fn(Instant) -> Result<(), Failure>)) {
    for is_logged_in in [false, true] {
        let (vault_server, conjur_server) = (vault::Vault::start(), conjur::Conjur::start());
        vault_server.put("secret", "twilio", json!({ "api_key": "value" }));
        conjur_server.put("prod/twilio/api_key", Some(b"value"));
        let (vault, conjur) = (vault_at(&vault_server.server.url()), conjur_at(&conjur_server.server.url()));
        if is_logged_in {
            vault.fetch(&VAULT, soon()).unwrap();
            conjur.fetch(&CONJUR, soon()).unwrap();
        }
        vault_server.server.set_mode(mode.clone());
        conjur_server.server.set_mode(mode.clone());
        check(&|deadline| vault.fetch(&VAULT, deadline).map(drop));
        check(&|deadline| conjur.fetch(&CONJUR, deadline).map(drop));
    }
}

fn all_fail_with(mode: &Mode, kind: ErrorKind) {
    each(mode, |fetch| {
        let failure = fetch(soon()).expect_err("a failure");
        assert_eq!(failure.kind, kind, "{mode:?}: {failure:?}");
    });
}

#[test]
fn a_slow_server_is_given_up_at_the_deadline() {
    each(&Mode::Slow(Duration::from_secs(3)), |fetch| {
        let started = Instant::now();
        let failure = fetch(started + Duration::from_millis(300)).expect_err("too slow");
        assert_eq!(failure.kind, ErrorKind::Unavailable);
        let took = started.elapsed();
        assert!((300..1500).contains(&took.as_millis()), "{took:?}");
    });
}

#[test]
fn nothing_is_sent_after_the_deadline() {
    let server = vault::Vault::start();
    let failure = vault_at(&server.server.url()).fetch(&VAULT, Instant::now()).unwrap_err();
    assert_eq!(failure.kind, ErrorKind::Unavailable);
    assert!(server.server.seen().is_empty());
}

#[test]
fn a_connection_that_is_refused_is_told() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let failures = [
        vault_at(&format!("http://{free}")).fetch(&VAULT, soon()).unwrap_err(),
        conjur_at(&format!("http://{free}")).fetch(&CONJUR, soon()).unwrap_err(),
    ];
    for failure in failures {
        assert_eq!((failure.kind, &*failure.detail), (ErrorKind::Unavailable, "the connection is refused"));
    }
}

#[test]
fn what_is_not_http_is_malformed() {
    all_fail_with(&Mode::NotHttp, ErrorKind::Malformed);
}

#[test]
fn an_answer_that_breaks_off_is_worth_another_try() {
    all_fail_with(&Mode::Cut, ErrorKind::Unavailable);
}

#[test]
fn ten_megabytes_are_refused_without_being_read() {
    for mode in [Mode::Huge(10 << 20), Mode::Endless(10 << 20)] {
        let started = Instant::now();
        all_fail_with(&mode, ErrorKind::Malformed);
        assert!(started.elapsed() < Duration::from_secs(10));
    }
}

#[test]
fn garbage_is_malformed() {
    // Conjur gives a value as it is, so that garbage can be told only at the login.
    let server = vault::Vault::start();
    server.server.set_mode(Mode::Garbage);
    assert_eq!(vault_at(&server.server.url()).fetch(&VAULT, soon()).unwrap_err().kind, ErrorKind::Malformed);
    let server = conjur::Conjur::start();
    server.server.set_mode(Mode::Garbage);
    assert_eq!(conjur_at(&server.server.url()).fetch(&CONJUR, soon()).unwrap_err().kind, ErrorKind::Malformed);
}

#[test]
fn a_server_that_is_overloaded_says_for_how_long() {
    let reply = Reply::new(503, "text/html", "<html>").header("retry-after", "3");
    each(&Mode::Always(reply), |fetch| {
        let failure = fetch(soon()).expect_err("overloaded");
        assert_eq!((failure.kind, failure.retry_after), (ErrorKind::Unavailable, Some(Duration::from_secs(3))));
    });
}

#[test]
fn a_certificate_is_trusted_only_if_its_authority_is() {
    let authority = Authority::new();
    let server = vault::Vault::start_with(Some(authority.server(None)));
    server.put("secret", "twilio", json!({ "api_key": "value" }));
    let build = |pem: Option<String>| {
        let builder = Vault::builder(server.server.url()).login(VaultLogin::token(secret("root")));
        pem.into_iter().fold(builder, VaultBuilder::authorities).build().unwrap()
    };
    assert_eq!(build(Some(authority.pem())).fetch(&VAULT, soon()).unwrap().value.expose(), b"value");
    for pem in [None, Some(Authority::new().pem())] {
        let failure = build(pem).fetch(&VAULT, soon()).unwrap_err();
        let detail = "the server's certificate is from an authority that is not trusted";
        assert_eq!((failure.kind, &*failure.detail), (ErrorKind::Unavailable, detail));
    }
    assert_eq!(server.server.count("secret/data"), 1);
}

#[test]
fn conjur_trusts_the_authority_that_it_is_told() {
    let authority = Authority::new();
    let server = conjur::Conjur::start_with(Some(authority.server(None)));
    server.put("prod/twilio/api_key", Some(b"value"));
    let builder = || {
        let login = ConjurLogin::api_key("host/prod/web", secret("key"));
        Conjur::builder(server.server.url(), conjur::ACCOUNT).login(login)
    };
    let trusting = builder().authorities(authority.pem()).build().unwrap();
    assert_eq!(trusting.fetch(&CONJUR, soon()).unwrap().value.expose(), b"value");
    assert_eq!(builder().build().unwrap().fetch(&CONJUR, soon()).unwrap_err().kind, ErrorKind::Unavailable);
}

#[test]
fn a_client_shows_its_certificate() {
    let (authority, clients) = (Authority::new(), Authority::new());
    let server = vault::Vault::start_with(Some(authority.server(Some(&clients))));
    server.put("secret", "twilio", json!({ "api_key": "value" }));
    let builder =
        || Vault::builder(server.server.url()).login(VaultLogin::token(secret("root"))).authorities(authority.pem());
    let Pair { certificate, key } = clients.pair("web");
    let key = || SecretBytes::from(key.clone().into_bytes());
    let vault = builder().client_certificate(certificate.clone(), key()).build().unwrap();
    assert_eq!(vault.fetch(&VAULT, soon()).unwrap().value.expose(), b"value");
    assert_eq!(builder().build().unwrap().fetch(&VAULT, soon()).unwrap_err().kind, ErrorKind::Unavailable);
    let other = clients.pair("other").certificate;
    let mixed = builder().client_certificate(other, key()).build().unwrap_err();
    assert_eq!(
        (mixed.kind, &*mixed.detail),
        (ErrorKind::Malformed, "the client's key does not belong to its certificate")
    );
}

#[test]
fn files_that_hold_no_certificate_are_told_from_those_that_do() {
    for pem in ["", "not a certificate", "-----BEGIN CERTIFICATE-----\nAAAA"] {
        let builder = Vault::builder("https://127.0.0.1:1").login(VaultLogin::token(secret("root")));
        assert_eq!(builder.authorities(pem).build().unwrap_err().kind, ErrorKind::Malformed, "{pem}");
    }
}

#[test]
fn only_this_machine_is_asked_without_tls() {
    let login = || VaultLogin::token(secret("root"));
    let open = Vault::builder("http://vault.example:8200").login(login()).build().unwrap_err();
    assert_eq!(open.kind, ErrorKind::Malformed);
    assert!(Vault::builder("http://vault.example:8200").login(login()).allow_http().build().is_ok());
    let builder = Conjur::builder("http://conjur.example", conjur::ACCOUNT);
    assert_eq!(builder.login(ConjurLogin::token(secret("{}"))).build().unwrap_err().kind, ErrorKind::Malformed);
}
