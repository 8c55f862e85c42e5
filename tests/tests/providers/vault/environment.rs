//! What the environment says. A test cannot change its own, so each case runs
//! one of the tests here in a process of its own.

use std::fs;
use std::process::Command;

use super::*;
use crate::stand_in::vault::AppRole;

/// Reads the secret with what the environment of this process says.
#[test]
#[ignore = "it is started by the tests below"]
fn child() {
    let vault = Vault::from_env();
    let outcome = match vault.fetch(&TWILIO, soon()) {
        Ok(fetched) => text(&fetched).to_owned(),
        Err(failure) => format!("{:?}: {}", failure.kind, failure.detail),
    };
    fs::write(std::env::var("OUTCOME").unwrap(), outcome).unwrap();
}

/// What a process reads that has just these variables.
fn outcome(variables: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("outcome");
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["vault::environment::child", "--exact", "--ignored"]).env_clear();
    command.env("OUTCOME", &path).env("HOME", folder.path()).envs(variables.iter().copied());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    fs::read_to_string(path).unwrap()
}

#[test]
fn what_is_not_set_is_named() {
    assert_eq!(outcome(&[]), "Missing: BAO_ADDR or VAULT_ADDR is not set");
    let address = ("VAULT_ADDR", "http://127.0.0.1:1");
    assert_eq!(outcome(&[address]), "Missing: BAO_TOKEN or VAULT_TOKEN is not set");
    assert_eq!(outcome(&[address, ("VAULT_TOKEN", " ")]), "Missing: BAO_TOKEN or VAULT_TOKEN is not set");
    let aws = [address, ("VAULT_AUTH_METHOD", "aws"), ("VAULT_ROLE", "web")];
    assert_eq!(outcome(&aws), "Missing: AWS_ACCESS_KEY_ID is not set");
    assert_eq!(outcome(&[address, ("VAULT_CACERT", "/absent")]), "Missing: the file of CACERT does not exist");
    assert!(outcome(&[address, ("VAULT_AUTH_METHOD", "magic")]).starts_with("Malformed"));
    assert!(outcome(&[("VAULT_ADDR", "http://vault.example"), ("VAULT_TOKEN", "x")]).starts_with("Malformed"));
}

#[test]
fn a_token_is_taken_from_variable_file_or_home() {
    let (server, folder) = (server(), tempfile::tempdir().unwrap());
    let url = server.server.url();
    assert_eq!(outcome(&[("VAULT_ADDR", &url), ("VAULT_TOKEN", "root")]), "third");
    assert_eq!(outcome(&[("BAO_ADDR", &url), ("BAO_TOKEN", "root"), ("VAULT_ADDR", "http://127.0.0.1:1")]), "third");
    fs::write(folder.path().join(".vault-token"), "root\n").unwrap();
    let home = folder.path().to_str().unwrap();
    assert_eq!(outcome(&[("VAULT_ADDR", &url), ("HOME", home)]), "third");
    let file = format!("{home}/.vault-token");
    assert_eq!(outcome(&[("VAULT_ADDR", &url), ("VAULT_TOKEN_FILE", &file)]), "third");
}

#[test]
fn an_app_role_and_a_namespace_are_taken_from_variables() {
    let server = server();
    let role = AppRole { secret_ids: vec![("sid".into(), 9)], policy: "app", lease: None, is_renewable: false };
    server.state().app_roles.insert("role".into(), role);
    server.policy("app", &["/secret/*", "team/secret/*"]);
    server.mount("team", "secret", 2);
    server.put_in("team", "secret", "twilio", json!({ "api_key": "of the team" }));
    let url = server.server.url();
    let login = [("VAULT_ADDR", &*url), ("VAULT_ROLE_ID", "role"), ("VAULT_SECRET_ID", "sid")];
    assert_eq!(outcome(&login), "third");
    assert_eq!(outcome(&[&login[..], &[("VAULT_NAMESPACE", "team")]].concat()), "of the team");
    let elsewhere = [("VAULT_AUTH_METHOD", "approle"), ("VAULT_AUTH_MOUNT", "team/approle")];
    assert_eq!(outcome(&[&login[..], &elsewhere].concat()), "third");
    assert_eq!(server.server.count("/v1/auth/team/approle/login"), 1);
}
