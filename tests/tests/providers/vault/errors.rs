//! What the server refuses, and what callers learn of it.

use super::*;
use crate::stand_in::{Mode, Reply};

#[test]
fn a_policy_that_denies_is_told_from_a_secret_that_is_not_there() {
    let server = server();
    server.put("secret", "other", json!({ "key": "value" }));
    let vault = with(&server, VaultLogin::token(secret(&server.token("app", None, false))));
    assert_eq!(value(&vault, &TWILIO), "third");
    assert_eq!(kind(&vault, &Place::new("vault", "secret/other")), ErrorKind::Denied);
    // What is not there is denied as well, as long as it may not be looked for.
    assert_eq!(kind(&vault, &Place::new("vault", "secret/absent")), ErrorKind::Denied);
    assert_eq!(kind(&root(&server), &Place::new("vault", "secret/absent")), ErrorKind::NotFound);
}

#[test]
fn a_token_that_the_server_does_not_take_is_denied() {
    let server = server();
    let failure = failure(&with(&server, VaultLogin::token(secret("made-up"))), &TWILIO);
    assert_eq!((failure.kind, &*failure.detail), (ErrorKind::Denied, "the server rejected the token"));
    assert_eq!(server.server.count("secret/data"), 0);
}

#[test]
fn a_server_that_is_sealed_says_so_until_it_is_unsealed() {
    let server = server();
    let vault = root(&server);
    server.state().is_sealed = true;
    assert_eq!(kind(&vault, &TWILIO), ErrorKind::Sealed);
    server.state().is_sealed = false;
    assert_eq!(value(&vault, &TWILIO), "third");
    server.state().is_sealed = true;
    assert_eq!(kind(&vault, &TWILIO), ErrorKind::Sealed);
}

#[test]
fn throttling_is_passed_on_with_the_time_to_wait() {
    let server = server();
    let vault = root(&server);
    value(&vault, &TWILIO);
    let busy = Reply::json(429, &json!({ "errors": ["request path \"x\": rate limit quota exceeded"] }));
    server.server.set_mode(Mode::Always(busy.header("retry-after", "7")));
    let throttled = failure(&vault, &TWILIO);
    assert_eq!(throttled.kind, ErrorKind::Unavailable);
    assert_eq!(throttled.retry_after, Some(Duration::from_secs(7)));
}

#[test]
fn statuses_mean_what_they_mean_to_vault() {
    let server = server();
    let vault = root(&server);
    value(&vault, &TWILIO);
    for (status, body, expected) in [
        (400, r#"{"errors":["failed to parse"]}"#, ErrorKind::Malformed),
        (403, "", ErrorKind::Denied),
        (403, "<html>", ErrorKind::Denied),
        (404, "", ErrorKind::NotFound),
        (404, "<html>", ErrorKind::Malformed),
        (405, r#"{"errors":[]}"#, ErrorKind::Malformed),
        (412, r#"{"errors":["required index state not present"]}"#, ErrorKind::Unavailable),
        (500, r#"{"errors":["internal error"]}"#, ErrorKind::Unavailable),
        (502, "<html>", ErrorKind::Unavailable),
        (503, r#"{"errors":["Vault is sealed"]}"#, ErrorKind::Sealed),
        (503, r#"{"error":"RustyVault is sealed."}"#, ErrorKind::Sealed),
        (503, "", ErrorKind::Unavailable),
        (307, "", ErrorKind::Unavailable),
        (200, "{}", ErrorKind::Malformed),
        (200, r#"{"data":{"data":"text"}}"#, ErrorKind::Malformed),
        (204, "", ErrorKind::Malformed),
    ] {
        server.server.set_mode(Mode::Always(Reply::new(status, "application/json", body)));
        assert_eq!(kind(&vault, &TWILIO), expected, "{status} {body}");
    }
}

#[test]
fn no_redirect_takes_the_token_elsewhere() {
    let (server, elsewhere) = (server(), StandIn::start());
    let to = format!("{}/v1/secret/data/twilio", elsewhere.server.url());
    let vault = root(&server);
    value(&vault, &TWILIO);
    server.server.set_mode(Mode::Always(Reply::empty(307).header("location", to)));
    assert_eq!(kind(&vault, &TWILIO), ErrorKind::Unavailable);
    assert!(elsewhere.server.seen().is_empty());
}

#[test]
fn failures_quote_neither_answers_nor_tokens() {
    let server = server();
    let vault = with(&server, VaultLogin::token(secret("root")));
    value(&vault, &TWILIO);
    for status in [200, 400, 403, 404, 500, 503] {
        let body = json!({ "errors": ["root hunter2"], "data": { "data": "hunter2" }, "warnings": ["hunter2"] });
        server.server.set_mode(Mode::Always(Reply::json(status, &body)));
        let failure = failure(&vault, &TWILIO);
        let shown = format!("{failure:?} {vault:?}");
        assert!(!shown.contains("hunter2") && !shown.contains("root"), "{status}");
    }
}

#[test]
fn what_is_not_set_is_missing_and_can_be_set_later() {
    let builder = Vault::builder("http://127.0.0.1:1");
    assert_eq!(builder.build().unwrap_err().kind, ErrorKind::Missing);
}
