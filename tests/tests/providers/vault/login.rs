//! Logins, leases and their ends.

use std::fs;
use std::sync::Arc;
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use nosecrets::provider::AwsCredentials;
use nosecrets::provider::vault::VaultSecretId;

use super::*;
use crate::stand_in::vault::AppRole;

/// A role whose tokens are good for so long.
fn app_role(server: &StandIn, logins: u32, lease: Option<Duration>, is_renewable: bool) {
    let role = AppRole { secret_ids: vec![("sid".into(), logins)], policy: "app", lease, is_renewable };
    server.state().app_roles.insert("role".into(), role);
}

fn plain() -> VaultLogin {
    VaultLogin::app_role("role", VaultSecretId::Plain(secret("sid")))
}

/// Waits until `is_so`, for at most 20 s.
fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let end = soon();
    while !is_so() {
        assert!(Instant::now() < end, "{what}");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn an_app_role_logs_in_once() {
    let server = server();
    app_role(&server, 1, Some(Duration::from_secs(3600)), true);
    let vault = with(&server, plain());
    assert_eq!(value(&vault, &TWILIO), "third");
    assert_eq!(value(&vault, &TWILIO), "third");
    assert_eq!(server.server.count("auth/approle/login"), 1);
}

#[test]
fn many_threads_make_one_login() {
    let server = server();
    app_role(&server, 1, Some(Duration::from_secs(3600)), true);
    let vault = with(&server, plain());
    thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| assert_eq!(value(&vault, &TWILIO), "third"));
        }
    });
    assert_eq!(server.server.count("auth/approle/login"), 1);
}

#[test]
fn a_login_that_is_refused_is_denied_and_says_why() {
    let server = server();
    app_role(&server, 0, None, false);
    for (login, detail) in [
        (plain(), "the secret id is not valid, or has been used up"),
        (VaultLogin::app_role("other", VaultSecretId::None), "the server does not know the role id or the secret id"),
        (VaultLogin::jwt("nope", secret("a.b.c")), "the server does not know the role"),
        (plain().at("elsewhere"), "the server rejected the token, or there is no such login"),
    ] {
        let failure = failure(&with(&server, login), &TWILIO);
        assert_eq!((failure.kind, &*failure.detail), (ErrorKind::Denied, detail));
    }
}

#[test]
fn a_login_can_be_at_another_mount() {
    let server = server();
    app_role(&server, 1, None, false);
    assert_eq!(value(&with(&server, plain().at("team/approle")), &TWILIO), "third");
}

#[test]
fn a_wrapped_secret_id_is_unwrapped_once_and_kept() {
    let server = server();
    app_role(&server, 2, Some(Duration::from_secs(3600)), true);
    let token = server.wrap(json!({ "secret_id": "sid" }));
    let vault = with(&server, VaultLogin::app_role("role", VaultSecretId::Wrapped(secret(&token))));
    assert_eq!(value(&vault, &TWILIO), "third");
    server.revoke_all_but_root();
    assert_eq!(value(&vault, &TWILIO), "third");
    assert_eq!(server.server.count("sys/wrapping/unwrap"), 1);
    let late = with(&server, VaultLogin::app_role("role", VaultSecretId::Wrapped(secret(&token))));
    let failure = failure(&late, &TWILIO);
    assert_eq!(failure.kind, ErrorKind::Denied);
    assert!(failure.detail.contains("used before"), "{failure:?}");
}

#[test]
fn a_secret_id_in_a_file_is_read_at_each_login() {
    let (server, folder) = (server(), tempfile::tempdir().unwrap());
    app_role(&server, 1, None, false);
    let path = folder.path().join("secret-id");
    let vault = with(&server, VaultLogin::app_role("role", VaultSecretId::File(path.clone())));
    assert_eq!(kind(&vault, &TWILIO), ErrorKind::Missing);
    fs::write(&path, "sid\n").unwrap();
    assert_eq!(value(&vault, &TWILIO), "third");
    fs::write(&path, "sid-2\n").unwrap();
    server.state().app_roles.get_mut("role").unwrap().secret_ids.push(("sid-2".into(), 1));
    server.revoke_all_but_root();
    assert_eq!(value(&vault, &TWILIO), "third");
}

/// A JWT of which only the claims matter.
fn jwt(subject: &str) -> String {
    format!("e30.{}.e30", URL_SAFE_NO_PAD.encode(json!({ "sub": subject }).to_string()))
}

#[test]
fn a_jwt_logs_in_if_its_claims_fit() {
    let server = server();
    server.state().jwt_roles.insert("ci".into(), "repo:a".into());
    assert_eq!(value(&with(&server, VaultLogin::jwt("ci", secret(&jwt("repo:a")))), &TWILIO), "third");
    let failure = failure(&with(&server, VaultLogin::jwt("ci", secret(&jwt("repo:b")))), &TWILIO);
    assert_eq!((failure.kind, &*failure.detail), (ErrorKind::Denied, "a claim of the JWT does not match the role"));
}

#[test]
fn a_service_account_logs_in_at_kubernetes() {
    let (server, folder) = (server(), tempfile::tempdir().unwrap());
    server.state().jwt_roles.insert("web".into(), "system:serviceaccount:prod:web".into());
    let path = folder.path().join("token");
    fs::write(&path, jwt("system:serviceaccount:prod:web")).unwrap();
    let vault = with(&server, VaultLogin::jwt_file("web", &path).at("kubernetes"));
    assert_eq!(value(&vault, &TWILIO), "third");
    assert_eq!(server.server.count("/v1/auth/kubernetes/login"), 1);
    let default = with(&server, VaultLogin::kubernetes("web"));
    assert_eq!(kind(&default, &TWILIO), ErrorKind::Missing, "there is no service account here");
}

#[test]
fn an_identity_at_aws_is_a_signed_request_for_this_server() {
    let server = server();
    let credentials = || Ok(AwsCredentials::new("id".into(), secret("key"), Some(secret("session"))));
    let login = VaultLogin::aws("web", Some("eu-west-1".into()), Some("vault.example".into()), credentials);
    assert_eq!(value(&with(&server, login), &TWILIO), "third");
    let identity = server.state().identities.pop().unwrap();
    assert_eq!(identity["role"], "web");
    assert_eq!(identity["iam_http_request_method"], "POST");
    assert_eq!(identity["iam_request_url"], "https://sts.eu-west-1.amazonaws.com/");
    assert_eq!(identity["iam_request_body"], "Action=GetCallerIdentity&Version=2011-06-15");
    let headers: serde_json::Value = serde_json::from_str(identity["iam_request_headers"].as_str().unwrap()).unwrap();
    assert_eq!(headers["x-vault-aws-iam-server-id"], json!(["vault.example"]));
    assert_eq!(headers["x-amz-security-token"], json!(["session"]));
    let authorization = headers["authorization"][0].as_str().unwrap();
    assert!(authorization.contains("/eu-west-1/sts/aws4_request"), "{authorization}");
    assert!(authorization.contains("x-vault-aws-iam-server-id"), "{authorization}");
}

#[test]
fn a_token_is_renewed_in_time_also_while_nobody_reads() {
    let server = server();
    let token = server.token("app", Some(Duration::from_secs(4)), true);
    let vault = with(&server, VaultLogin::token(secret(&token)));
    assert_eq!(value(&vault, &TWILIO), "third");
    wait_until("two renewals", || server.server.count("auth/token/renew-self") >= 2);
    assert_eq!(value(&vault, &TWILIO), "third");
    assert_eq!(server.server.count("auth/token/lookup-self"), 1);
}

#[test]
fn a_new_login_is_made_when_a_token_cannot_be_renewed() {
    let server = server();
    app_role(&server, 9, Some(Duration::from_secs(2)), false);
    let vault = with(&server, plain());
    assert_eq!(value(&vault, &TWILIO), "third");
    wait_until("a second login", || server.server.count("auth/approle/login") >= 2);
    assert_eq!(server.server.count("auth/token/renew-self"), 0);
    assert_eq!(value(&vault, &TWILIO), "third");
}

#[test]
fn a_new_login_is_made_when_renewing_gives_too_little() {
    let server = server();
    app_role(&server, 9, Some(Duration::from_secs(10)), true);
    let vault = with(&server, plain());
    assert_eq!(value(&vault, &TWILIO), "third");
    server.cap("token-1", Duration::from_millis(7500));
    wait_until("a second login", || server.server.count("auth/approle/login") >= 2);
    assert_eq!(server.server.count("auth/token/renew-self"), 1);
}

#[test]
fn a_token_that_is_gone_is_replaced_by_one_new_login() {
    let server = server();
    app_role(&server, 9, Some(Duration::from_secs(3600)), true);
    let vault = with(&server, plain());
    assert_eq!(value(&vault, &TWILIO), "third");
    server.revoke_all_but_root();
    assert_eq!(value(&vault, &TWILIO), "third");
    assert_eq!(server.server.count("auth/approle/login"), 2);
    // A policy that denies is no reason to log in again.
    assert_eq!(kind(&vault, &Place::new("vault", "secret/other")), ErrorKind::Denied);
    assert_eq!(server.server.count("auth/approle/login"), 2);
}

#[test]
fn a_token_that_cannot_be_had_again_expires() {
    let server = server();
    let token = server.token("app", Some(Duration::from_secs(3)), false);
    let vault = with(&server, VaultLogin::token(secret(&token)));
    assert_eq!(value(&vault, &TWILIO), "third");
    thread::sleep(Duration::from_millis(3100));
    assert_eq!(kind(&vault, &TWILIO), ErrorKind::Expired);
}

#[test]
fn a_token_that_is_revoked_has_expired_for_us() {
    let server = server();
    let token = server.token("app", None, false);
    let vault = with(&server, VaultLogin::token(secret(&token)));
    assert_eq!(value(&vault, &TWILIO), "third");
    server.revoke_all_but_root();
    assert_eq!(kind(&vault, &TWILIO), ErrorKind::Expired);
}

#[test]
fn a_token_file_is_read_again_when_its_token_is_gone() {
    let (server, folder) = (server(), tempfile::tempdir().unwrap());
    let path = folder.path().join("token");
    fs::write(&path, server.token("app", None, false)).unwrap();
    let vault = with(&server, VaultLogin::token_file(&path));
    assert_eq!(value(&vault, &TWILIO), "third");
    server.revoke_all_but_root();
    fs::write(&path, format!("{}\n", server.token("app", None, false))).unwrap();
    assert_eq!(value(&vault, &TWILIO), "third");
}

#[test]
fn the_thread_that_renews_ends_with_the_provider() {
    let server = server();
    let token = server.token("app", Some(Duration::from_secs(2)), true);
    let vault = Arc::new(with(&server, VaultLogin::token(secret(&token))));
    assert_eq!(value(&vault, &TWILIO), "third");
    drop(vault);
    let before = server.server.seen().len();
    thread::sleep(Duration::from_millis(2500));
    assert_eq!(server.server.seen().len(), before);
}
