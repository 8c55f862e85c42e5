//! Conjur: variables, batches, what goes wrong, and logins. How the connection
//! misbehaves is in [`http`](super::http).

mod contract;
mod environment;

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use nosecrets::provider::conjur::ConjurLogin;
use nosecrets::provider::{AwsCredentials, Conjur, Provider};
use nosecrets::{ErrorKind, Failure, Place, Secret};
use serde_json::json;

use crate::stand_in::conjur::{ACCOUNT, Conjur as StandIn};
use crate::stand_in::{Mode, Reply};

/// The variable that most tests read.
const TWILIO: Place = Place::new("conjur", "prod/twilio/api_key");

fn soon() -> Instant {
    Instant::now() + Duration::from_secs(20)
}

fn secret(text: &str) -> Secret {
    Secret::from(text.to_owned())
}

fn web(server: &StandIn) -> Conjur {
    with(server, ConjurLogin::api_key("host/prod/web", secret("key")))
}

fn with(server: &StandIn, login: ConjurLogin) -> Conjur {
    Conjur::builder(server.server.url(), ACCOUNT).login(login).build().unwrap()
}

/// A server with one variable of two versions.
fn server() -> StandIn {
    let server = StandIn::start();
    server.put("prod/twilio/api_key", Some(b"first"));
    server.put("prod/twilio/api_key", Some(b"second"));
    server
}

fn value(conjur: &Conjur, place: &Place) -> String {
    let fetched = conjur.fetch(place, soon()).unwrap();
    String::from_utf8(fetched.value.expose().to_vec()).unwrap()
}

fn failure(conjur: &Conjur, place: &Place) -> Failure {
    conjur.fetch(place, soon()).expect_err("a failure")
}

fn kind(conjur: &Conjur, place: &Place) -> ErrorKind {
    failure(conjur, place).kind
}

#[test]
fn a_variable_is_read_in_its_newest_or_a_given_version() {
    let server = server();
    let conjur = web(&server);
    assert_eq!(value(&conjur, &TWILIO), "second");
    assert_eq!(value(&conjur, &TWILIO.with_params(&[("version", "1")])), "first");
    assert_eq!(kind(&conjur, &TWILIO.with_params(&[("version", "9")])), ErrorKind::NotFound);
    assert_eq!(kind(&conjur, &TWILIO.with_params(&[("version", "abc")])), ErrorKind::Malformed);
    assert_eq!(server.server.count("authenticate"), 1);
}

#[test]
fn values_are_bytes_and_may_be_json() {
    let server = server();
    server.put("binary", Some(&[0, 0xff, b'\n']));
    server.put("json", Some(br#"{"user": "a", "password": "b"}"#));
    let conjur = web(&server);
    assert_eq!(conjur.fetch(&Place::new("conjur", "binary"), soon()).unwrap().value.expose(), [0, 0xff, b'\n']);
    assert_eq!(value(&conjur, &Place::new("conjur", "json").with_field("password")), "b");
    assert_eq!(kind(&conjur, &Place::new("conjur", "json").with_field("absent")), ErrorKind::NotFound);
    assert_eq!(kind(&conjur, &TWILIO.with_field("x")), ErrorKind::Malformed);
}

#[test]
fn names_are_encoded() {
    let server = server();
    server.put("a b/é,?#%", Some(b"value"));
    assert_eq!(value(&web(&server), &Place::new("conjur", "a b/é,?#%")), "value");
}

#[test]
fn another_account_can_be_asked_for() {
    let server = server();
    let conjur = web(&server);
    assert_eq!(value(&conjur, &TWILIO.with_params(&[("account", "dev")])), "second");
    assert_eq!(kind(&conjur, &TWILIO.with_params(&[("account", "other")])), ErrorKind::NotFound);
}

#[test]
fn what_is_missing_hidden_or_unset_is_not_found_and_what_may_not_be_read_is_denied() {
    let server = server();
    server.put("unset", None);
    for id in ["hidden", "unreadable"] {
        server.put(id, Some(b"value"));
    }
    server.state().hidden.insert("hidden".into());
    server.state().unreadable.insert("unreadable".into());
    let conjur = web(&server);
    for id in ["absent", "unset", "hidden"] {
        assert_eq!(kind(&conjur, &Place::new("conjur", id)), ErrorKind::NotFound, "{id}");
    }
    assert_eq!(kind(&conjur, &Place::new("conjur", "unreadable")), ErrorKind::Denied);
}

#[test]
fn a_batch_is_one_request() {
    let server = server();
    let long: Vec<u8> = (0..=255).collect();
    server.put("binary", Some(&long));
    server.put("json", Some(br#"{"password": "b"}"#));
    let conjur = web(&server);
    let places = [TWILIO, Place::new("conjur", "binary"), Place::new("conjur", "json").with_field("password"), TWILIO];
    let values: Vec<_> = conjur.fetch_all(&places, soon()).into_iter().map(|result| result.unwrap().value).collect();
    assert_eq!(values[0].expose(), b"second");
    assert_eq!(values[1].expose(), long);
    assert_eq!(values[2].expose(), b"b");
    assert_eq!(values[3].expose(), b"second");
    assert_eq!(server.server.count("/secrets"), 1, "{:?}", server.server.seen());
}

#[test]
fn each_place_of_a_batch_that_is_refused_gets_its_own_answer() {
    let server = server();
    server.put("unreadable", Some(b"value"));
    server.state().unreadable.insert("unreadable".into());
    let conjur = web(&server);
    let old = TWILIO.with_params(&[("version", "1")]);
    let (absent, unreadable) = (Place::new("conjur", "absent"), Place::new("conjur", "unreadable"));
    for places in [vec![TWILIO, absent, old], vec![TWILIO, unreadable, old]] {
        let results = conjur.fetch_all(&places, soon());
        assert_eq!(results[0].as_ref().unwrap().value.expose(), b"second");
        let expected = if places[1] == absent { ErrorKind::NotFound } else { ErrorKind::Denied };
        assert_eq!(results[1].as_ref().unwrap_err().kind, expected);
        assert_eq!(results[2].as_ref().unwrap().value.expose(), b"first");
    }
}

#[test]
fn many_variables_are_asked_for_in_several_requests() {
    let server = server();
    let places: Vec<Place> = (0..250)
        .map(|number| {
            let id: &'static str = format!("prod/a rather long name/of the variable/{number}").leak();
            server.put(id, Some(number.to_string().as_bytes()));
            Place::new("conjur", id)
        })
        .collect();
    let results = web(&server).fetch_all(&places, soon());
    for (number, result) in results.into_iter().enumerate() {
        assert_eq!(result.unwrap().value.expose(), number.to_string().as_bytes());
    }
    assert!(server.server.seen().iter().all(|line| line.len() < 8000));
    assert!((2..10).contains(&server.server.count("/secrets?")), "{}", server.server.count("/secrets?"));
}

#[test]
fn a_token_is_replaced_before_it_expires() {
    let server = server();
    server.state().lease = Duration::from_secs(3);
    let conjur = web(&server);
    let end = Instant::now() + Duration::from_secs(4);
    while Instant::now() < end {
        assert_eq!(value(&conjur, &TWILIO), "second");
        thread::sleep(Duration::from_millis(100));
    }
    let logins = server.server.count("authenticate");
    assert!((2..5).contains(&logins), "{logins}");
}

#[test]
fn a_token_that_has_expired_while_nobody_read_is_replaced() {
    let server = server();
    server.state().lease = Duration::from_secs(1);
    let conjur = web(&server);
    assert_eq!(value(&conjur, &TWILIO), "second");
    thread::sleep(Duration::from_millis(1200));
    assert_eq!(value(&conjur, &TWILIO), "second");
}

#[test]
fn a_token_that_the_server_does_not_take_any_more_is_replaced_once() {
    let server = server();
    let conjur = web(&server);
    assert_eq!(value(&conjur, &TWILIO), "second");
    server.revoke();
    assert_eq!(value(&conjur, &TWILIO), "second");
    assert_eq!(server.server.count("authenticate"), 2);
    server.server.set_mode(Mode::Always(Reply::new(401, "text/plain", "Unauthorized: Invalid token")));
    assert_eq!(kind(&conjur, &TWILIO), ErrorKind::Denied);
}

#[test]
fn a_login_that_is_refused_is_denied() {
    let server = server();
    for login in [
        ConjurLogin::api_key("host/prod/web", secret("wrong")),
        ConjurLogin::api_key("host/unknown", secret("key")),
        ConjurLogin::jwt("ci", None, secret("a.b.c")),
        ConjurLogin::jwt("unknown", None, secret("a.b.c")),
    ] {
        assert_eq!(kind(&with(&server, login), &TWILIO), ErrorKind::Denied);
    }
    let elsewhere = Conjur::builder(server.server.url(), "other");
    let elsewhere = elsewhere.login(ConjurLogin::api_key("host/prod/web", secret("key"))).build().unwrap();
    assert_eq!(kind(&elsewhere, &TWILIO), ErrorKind::Denied);
}

#[test]
fn an_api_key_in_a_file_may_end_with_a_line_end() {
    let (server, folder) = (server(), tempfile::tempdir().unwrap());
    let path = folder.path().join("key");
    let conjur = with(&server, ConjurLogin::api_key_file("host/prod/web", &path));
    assert_eq!(kind(&conjur, &TWILIO), ErrorKind::Missing);
    fs::write(&path, "key\n").unwrap();
    assert_eq!(value(&conjur, &TWILIO), "second");
}

#[test]
fn a_token_file_is_read_again_when_its_token_is_gone() {
    let (server, folder) = (server(), tempfile::tempdir().unwrap());
    let path = folder.path().join("access-token");
    fs::write(&path, server.token()).unwrap();
    let conjur = with(&server, ConjurLogin::token_file(&path));
    assert_eq!(value(&conjur, &TWILIO), "second");
    server.revoke();
    assert_eq!(kind(&conjur, &TWILIO), ErrorKind::Expired);
    fs::write(&path, STANDARD.encode(server.token())).unwrap();
    assert_eq!(value(&conjur, &TWILIO), "second");
    fs::write(&path, "not a token").unwrap();
    server.revoke();
    assert_eq!(kind(&conjur, &TWILIO), ErrorKind::Malformed);
}

#[test]
fn a_token_file_that_nobody_keeps_up_to_date_has_expired() {
    let (server, folder) = (server(), tempfile::tempdir().unwrap());
    server.state().lease = Duration::ZERO;
    let path = folder.path().join("access-token");
    fs::write(&path, server.token()).unwrap();
    assert_eq!(kind(&with(&server, ConjurLogin::token_file(&path)), &TWILIO), ErrorKind::Expired);
    assert!(server.server.seen().is_empty());
}

#[test]
fn a_jwt_logs_in() {
    let server = server();
    server.state().subjects.insert("repo:a".into(), "host/prod/web".into());
    let jwt = format!("e30.{}.e30", URL_SAFE_NO_PAD.encode(r#"{"sub":"repo:a"}"#));
    assert_eq!(value(&with(&server, ConjurLogin::jwt("ci", None, secret(&jwt))), &TWILIO), "second");
}

#[test]
fn the_certificate_of_a_pod_logs_in() {
    let server = server();
    let login = ConjurLogin::kubernetes("prod", "host/conjur/authn-k8s/prod/apps/web");
    assert_eq!(value(&with(&server, login), &TWILIO), "second");
    let path = "/authn-k8s/prod/dev/host%2Fconjur%2Fauthn-k8s%2Fprod%2Fapps%2Fweb/authenticate";
    assert_eq!(server.server.count(path), 1);
}

#[test]
fn an_identity_at_aws_is_the_headers_of_a_signed_request() {
    let server = server();
    let credentials = || Ok(AwsCredentials::new("id".into(), secret("key"), Some(secret("session"))));
    let login = ConjurLogin::iam("prod", "host/app/123456789012/role", None, credentials);
    assert_eq!(value(&with(&server, login), &TWILIO), "second");
    let headers = server.state().identities.pop().unwrap();
    assert_eq!(headers["host"], "sts.amazonaws.com");
    assert_eq!(headers["x-amz-security-token"], json!("session"));
    let authorization = headers["authorization"].as_str().unwrap();
    assert!(authorization.contains("/us-east-1/sts/aws4_request"), "{authorization}");
}

#[test]
fn failures_quote_neither_answers_nor_tokens() {
    let server = server();
    let conjur = web(&server);
    value(&conjur, &TWILIO);
    for status in [204, 400, 403, 404, 422, 500, 503] {
        server.server.set_mode(Mode::Always(Reply::new(status, "text/plain", "hunter2")));
        let shown = format!("{:?} {conjur:?}", failure(&conjur, &TWILIO));
        assert!(!shown.contains("hunter2") && !shown.contains("Token"), "{status}");
    }
}
