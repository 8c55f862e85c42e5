//! The provider of Vault against RustyVault: a server that others have written
//! to Vault's API, KV version 1 and AppRole, with a real seal.
//!
//! `cargo xtask rusty-vault` builds it and runs these tests; no other run does.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nosecrets::provider::vault::{VaultLogin, VaultSecretId};
use nosecrets::provider::{Provider, Vault};
use nosecrets::{ErrorKind, Place, Secret};
use serde_json::{Value, json};
use tempfile::TempDir;

/// RustyVault does not tell where engines are mounted, nor their versions.
const TWILIO: Place = Place::new("vault", "secret/twilio").with_params(&[("kv", "1")]).with_field("api_key");

/// How long it takes to start on a machine with much to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server that is initialised and open; ends with the test.
struct Server {
    address: SocketAddr,
    process: Child,
    /// What opens it.
    key: String,
    root: String,
    _storage: TempDir,
}

impl Server {
    fn start() -> Server {
        let program = std::env::var_os("NOSECRETS_RVAULT");
        let program = program.expect("NOSECRETS_RVAULT names the server: run `cargo xtask rusty-vault`");
        let storage = tempfile::tempdir().unwrap();
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let config = storage.path().join("config.hcl");
        std::fs::write(&config, configuration(&storage, address)).unwrap();
        let mut command = Command::new(program);
        command.arg("server").arg("--config").arg(config);
        let process = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut server = Server { address, process, key: String::new(), root: String::new(), _storage: storage };
        server.wait();
        let keys = server.ask("PUT", "sys/init", &json!({ "secret_shares": 1, "secret_threshold": 1 }));
        server.key = text(&keys, "/keys/0");
        server.root = text(&keys, "/root_token");
        server.unseal();
        server
    }

    fn wait(&mut self) {
        let begun = Instant::now();
        while TcpStream::connect(self.address).is_err() {
            assert!(self.process.try_wait().unwrap().is_none(), "the server ended before it answered");
            assert!(begun.elapsed() < PATIENCE, "the server does not answer");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn unseal(&self) {
        let status = self.ask("PUT", "sys/unseal", &json!({ "key": self.key }));
        assert_eq!(status["sealed"], false, "the server is still sealed");
    }

    fn seal(&self) {
        self.ask("PUT", "sys/seal", &json!({}));
    }

    /// What the administrator is answered; the body is JSON, or empty.
    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = body.to_string();
        let mut stream = TcpStream::connect(self.address).unwrap();
        let head = format!("{method} /v1/{path} HTTP/1.1\r\nHost: localhost\r\nX-Vault-Token: {}\r\n", self.root);
        let length = format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len());
        stream.write_all(format!("{head}{length}Connection: close\r\n\r\n{body}").as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 2"), "{method} {path}: {}", head.lines().next().unwrap_or_default());
        if body.is_empty() { Value::Null } else { serde_json::from_str(body).unwrap() }
    }

    fn put(&self, path: &str, value: &Value) {
        self.ask("POST", path, value);
    }

    fn provider(&self, login: VaultLogin) -> Vault {
        Vault::builder(format!("http://{}", self.address)).login(login).build().unwrap()
    }

    fn root(&self) -> Vault {
        self.provider(VaultLogin::token(secret(&self.root)))
    }

    /// The ids of a role whose secret id is good for so many logins.
    fn app_role(&self, logins: u32) -> (String, String) {
        self.put("sys/auth/approle", &json!({ "type": "approle" }));
        self.put("auth/approle/role/web", &json!({ "secret_id_num_uses": logins, "token_ttl": 3600 }));
        let id = self.ask("GET", "auth/approle/role/web/role-id", &json!({}));
        let secret = self.ask("POST", "auth/approle/role/web/secret-id", &json!({}));
        (text(&id, "/data/role_id"), text(&secret, "/data/secret_id"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn configuration(storage: &TempDir, address: SocketAddr) -> String {
    let folder = storage.path().join("data");
    format!(
        "storage \"file\" {{\n  path = {folder:?}\n}}\nlistener \"tcp\" {{\n  address = \"{address}\"\n  tls_disable = \"true\"\n}}\n\
         api_addr = \"http://{address}\"\nlog_level = \"error\"\npid_file = \"/pid\"\nwork_dir = {:?}\ndaemon = false\n",
        storage.path()
    )
}

fn text(json: &Value, pointer: &str) -> String {
    json.pointer(pointer).and_then(Value::as_str).expect("the answer has the field").to_owned()
}

fn secret(text: &str) -> Secret {
    Secret::from(text.to_owned())
}

fn soon() -> Instant {
    Instant::now() + Duration::from_secs(20)
}

fn reads(vault: &Vault, place: &Place, value: &str) {
    assert!(vault.fetch(place, soon()).unwrap().value.ct_eq(value), "{place} is another");
}

fn kind(vault: &Vault, place: &Place) -> ErrorKind {
    vault.fetch(place, soon()).map(drop).expect_err("a failure").kind
}

#[test]
#[ignore = "needs RustyVault: `cargo xtask rusty-vault`"]
fn kv_version_one_is_read() {
    let server = Server::start();
    server.put("secret/twilio", &json!({ "api_key": "first", "nested": { "a": [1, "two"] } }));
    let vault = server.root();
    reads(&vault, &TWILIO, "first");
    reads(&vault, &TWILIO.with_field("/nested/a/1"), "two");
    assert!(vault.fetch(&TWILIO, soon()).unwrap().lease.is_some());
    server.put("secret/twilio", &json!({ "api_key": "second" }));
    reads(&vault, &TWILIO, "second");
    assert_eq!(kind(&vault, &TWILIO.with_field("absent")), ErrorKind::NotFound);
    let missing = Place::new("vault", "secret/missing").with_params(&[("kv", "1")]);
    assert_eq!(kind(&vault, &missing), ErrorKind::NotFound);
}

#[test]
#[ignore = "needs RustyVault: `cargo xtask rusty-vault`"]
fn an_app_role_logs_in_as_often_as_its_secret_id_is_good() {
    let server = Server::start();
    server.put("secret/twilio", &json!({ "api_key": "value" }));
    let (role, id) = server.app_role(2);
    let login = |id: &str| VaultLogin::app_role(&*role, VaultSecretId::Plain(secret(id)));
    for _ in 0..2 {
        let vault = server.provider(login(&id));
        reads(&vault, &TWILIO, "value");
        // The token is kept, so that this is no further login.
        reads(&vault, &TWILIO, "value");
    }
    assert_eq!(kind(&server.provider(login(&id)), &TWILIO), ErrorKind::Denied);
    assert_eq!(kind(&server.provider(login("made-up")), &TWILIO), ErrorKind::Denied);
    let unknown = VaultLogin::app_role("made-up", VaultSecretId::Plain(secret(&id)));
    assert_eq!(kind(&server.provider(unknown), &TWILIO), ErrorKind::Denied);
}

#[test]
#[ignore = "needs RustyVault: `cargo xtask rusty-vault`"]
fn a_server_that_is_sealed_says_so_until_it_is_opened() {
    let server = Server::start();
    server.put("secret/twilio", &json!({ "api_key": "value" }));
    let vault = server.root();
    reads(&vault, &TWILIO, "value");
    server.seal();
    assert_eq!(kind(&vault, &TWILIO), ErrorKind::Sealed);
    server.unseal();
    reads(&vault, &TWILIO, "value");
}

#[test]
#[ignore = "needs RustyVault: `cargo xtask rusty-vault`"]
fn a_token_that_the_server_does_not_know_is_denied() {
    let server = Server::start();
    server.put("secret/twilio", &json!({ "api_key": "value" }));
    assert_eq!(kind(&server.provider(VaultLogin::token(secret("made-up"))), &TWILIO), ErrorKind::Denied);
}
