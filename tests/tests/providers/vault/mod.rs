//! Vault: KV in both versions, what goes wrong, and logins. How the
//! connection misbehaves is in [`http`](super::http).

mod contract;
mod environment;
mod errors;
mod kv;
mod login;

use std::time::{Duration, Instant};

use nosecrets::provider::vault::VaultLogin;
use nosecrets::provider::{Provider, Vault};
use nosecrets::{ErrorKind, Failure, Fetched, Place, Secret};
use serde_json::json;

use crate::stand_in::vault::Vault as StandIn;

/// The secret that most tests read.
const TWILIO: Place = Place::new("vault", "secret/twilio").with_field("api_key");

fn soon() -> Instant {
    Instant::now() + Duration::from_secs(20)
}

fn secret(text: &str) -> Secret {
    Secret::from(text.to_owned())
}

/// A provider with the token that may do everything.
fn root(server: &StandIn) -> Vault {
    with(server, VaultLogin::token(secret("root")))
}

fn with(server: &StandIn, login: VaultLogin) -> Vault {
    Vault::builder(server.server.url()).login(login).build().unwrap()
}

/// A server with one secret of three versions, and a policy for it.
fn server() -> StandIn {
    let server = StandIn::start();
    for value in ["first", "second", "third"] {
        server.put("secret", "twilio", json!({ "api_key": value, "nested": { "a/b": [1, "two"] } }));
    }
    server.policy("app", &["/secret/data/twilio"]);
    server
}

fn text(fetched: &Fetched) -> &str {
    std::str::from_utf8(fetched.value.expose()).unwrap()
}

/// The value at `place`.
fn value(vault: &Vault, place: &Place) -> String {
    text(&vault.fetch(place, soon()).unwrap()).to_owned()
}

/// Why there is none.
fn failure(vault: &Vault, place: &Place) -> Failure {
    vault.fetch(place, soon()).expect_err("a failure")
}

fn kind(vault: &Vault, place: &Place) -> ErrorKind {
    failure(vault, place).kind
}
