//! What the environment says; each case in a process of its own.

use std::process::Command;

use super::*;

/// Reads the variable with what the environment of this process says.
#[test]
#[ignore = "it is started by the tests below"]
fn child() {
    let outcome = match Conjur::from_env().fetch(&TWILIO, soon()) {
        Ok(fetched) => String::from_utf8(fetched.value.expose().to_vec()).unwrap(),
        Err(failure) => format!("{:?}: {}", failure.kind, failure.detail),
    };
    fs::write(std::env::var("OUTCOME").unwrap(), outcome).unwrap();
}

/// What a process reads that has just these variables.
fn outcome(variables: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("outcome");
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["conjur::environment::child", "--exact", "--ignored"]).env_clear();
    let output = command.env("OUTCOME", &path).envs(variables.iter().copied()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    fs::read_to_string(path).unwrap()
}

#[test]
fn what_is_not_set_is_named() {
    assert_eq!(outcome(&[]), "Missing: CONJUR_APPLIANCE_URL is not set");
    let server = [("CONJUR_APPLIANCE_URL", "http://127.0.0.1:1"), ("CONJUR_ACCOUNT", "dev")];
    assert_eq!(outcome(&server[..1]), "Missing: CONJUR_ACCOUNT is not set");
    assert_eq!(outcome(&server), "Missing: CONJUR_AUTHN_LOGIN is not set");
    let login = [&server[..], &[("CONJUR_AUTHN_LOGIN", "admin")]].concat();
    assert_eq!(outcome(&login), "Missing: CONJUR_AUTHN_API_KEY is not set");
    assert!(outcome(&[&login[..], &[("CONJUR_AUTHN_TYPE", "magic")]].concat()).starts_with("Malformed"));
}

#[test]
fn keys_tokens_and_jwts_are_taken_from_variables_and_files() {
    let (server, folder) = (server(), tempfile::tempdir().unwrap());
    server.state().subjects.insert("repo:a".into(), "host/prod/web".into());
    let url = server.server.url();
    let at = [("CONJUR_APPLIANCE_URL", &*url), ("CONJUR_ACCOUNT", "dev")];
    let key = [("CONJUR_AUTHN_LOGIN", "host/prod/web"), ("CONJUR_AUTHN_API_KEY", "key")];
    assert_eq!(outcome(&[&at[..], &key].concat()), "second");
    let path = folder.path().join("file");
    fs::write(&path, server.token()).unwrap();
    assert_eq!(outcome(&[&at[..], &[("CONJUR_AUTHN_TOKEN_FILE", path.to_str().unwrap())]].concat()), "second");
    let jwt = format!("e30.{}.e30", URL_SAFE_NO_PAD.encode(r#"{"sub":"repo:a"}"#));
    let kind = [("CONJUR_AUTHN_TYPE", "authn-jwt"), ("CONJUR_AUTHN_SERVICE_ID", "ci")];
    assert_eq!(outcome(&[&at[..], &kind, &[("CONJUR_AUTHN_JWT_TOKEN", &jwt)]].concat()), "second");
    fs::write(&path, &jwt).unwrap();
    let file = [("CONJUR_AUTHN_JWT_SERVICE_ID", "ci"), ("JWT_TOKEN_PATH", path.to_str().unwrap())];
    assert_eq!(outcome(&[&at[..], &file].concat()), "second");
}
