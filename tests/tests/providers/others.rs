//! The stand-ins under clients that others have written: what these see is what
//! they saw on the real servers. `cargo xtask test` installs them.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use nosecrets::provider::conjur::ConjurLogin;
use nosecrets::provider::vault::VaultLogin;
use nosecrets::provider::{AwsCredentials, Conjur, Provider, Vault};
use nosecrets::{Place, Secret};
use serde_json::{Value, json};

use crate::stand_in::vault::AppRole;
use crate::stand_in::{conjur, vault};

fn tests() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a script of `tests/clients` with what is installed below `target`.
///
/// Returns what it wrote, or `None` where there is no Python.
fn run(script: &str, arguments: &[&str], input: &str) -> Option<String> {
    let folder = tests().join("../target/emulators").join(if cfg!(windows) { "Scripts" } else { "bin" });
    let python = std::env::var_os("NOSECRETS_TEST_PYTHON").map_or(folder.join("python"), PathBuf::from);
    if !python.exists() {
        assert!(std::env::var_os("CI").is_none(), "`cargo xtask test` installs what {script} needs");
        write("left out: there is no Python with the clients; `cargo xtask test` installs them");
        return None;
    }
    let mut command = Command::new(python);
    command
        .arg(tests().join("clients").join(script))
        .args(arguments)
        .env_remove("VAULT_ADDR")
        .env_remove("VAULT_TOKEN");
    // Nothing between the client and this machine.
    command.env("NO_PROXY", "*").env("no_proxy", "*").env("HOME", std::env::temp_dir());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{script}: {text}\n{}", String::from_utf8_lossy(&output.stderr));
    Some(text)
}

/// Says something, also where the output of a test that passes is kept back.
fn write(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// A JWT of which only the claims matter.
fn jwt(subject: &str) -> String {
    format!("e30.{}.e30", URL_SAFE_NO_PAD.encode(json!({ "sub": subject }).to_string()))
}

#[test]
fn hvac_sees_in_the_stand_in_what_it_sees_in_vault() {
    let server = vault::Vault::start();
    server.put("secret", "allowed", json!({ "key": "value" }));
    server.policy("limited", &["/secret/data/allowed"]);
    server.policy("app", &["/secret/*"]);
    let lease = Some(Duration::from_secs(60));
    let role = AppRole { secret_ids: Vec::new(), policy: "app", lease, is_renewable: true };
    server.state().app_roles.insert("role".into(), role);
    server.state().jwt_roles.insert("ci".into(), "repo:a".into());
    let token = server.token("limited", Some(Duration::from_secs(60)), false);
    let Some(text) = run("vault.py", &[&server.server.url(), &token, &jwt("repo:a")], "") else { return };
    assert!(text.starts_with("hvac: 8 groups"), "{text}");
}

#[test]
fn conjur_api_sees_in_the_stand_in_what_it_sees_in_conjur() {
    let server = conjur::Conjur::start();
    let bytes: Vec<u8> = (0..=255).collect();
    for (id, value) in [
        ("prod/twilio/api_key", Some(b"first".as_slice())),
        ("with space", Some(b"value")),
        ("unset", None),
        ("hidden", Some(b"value")),
        ("unreadable", Some(b"value")),
        ("binary", Some(&bytes)),
    ] {
        server.put(id, value);
    }
    server.state().hidden.insert("hidden".into());
    server.state().unreadable.insert("unreadable".into());
    server.state().subjects.insert("repo:a".into(), "host/prod/web".into());
    let Some(text) = run("conjur.py", &[&server.server.url(), &jwt("repo:a")], "") else { return };
    assert!(text.starts_with("conjur-api: 6 groups"), "{text}");
}

/// Median and ninth decile of reads that no cache answers, ours and hvac's, from
/// one server: `cargo test -p nosecrets-tests --test providers -- --ignored --nocapture latency`
#[test]
#[ignore = "it measures"]
fn latency_beside_hvac() {
    const READS: usize = 500;
    let server = vault::Vault::start();
    server.put("secret", "twilio", json!({ "api_key": "value" }));
    let login = VaultLogin::token(Secret::from(String::from("root")));
    let vault = Vault::builder(server.server.url()).login(login).build().unwrap();
    let place = Place::new("vault", "secret/twilio").with_field("api_key");
    let read = || {
        let start = Instant::now();
        vault.fetch(&place, start + Duration::from_secs(20)).unwrap();
        start.elapsed().as_micros()
    };
    read();
    for _ in 0..3 {
        let mut times: Vec<u128> = (0..READS).map(|_| read()).collect();
        times.sort_unstable();
        let ours = format!("{} {}", times[READS / 2], times[READS * 9 / 10]);
        let Some(hvac) = run("latency.py", &[&server.server.url(), &READS.to_string()], "") else { return };
        write(&format!("median and ninth decile in µs: ours {ours}, hvac {}", hvac.trim()));
    }
}

/// Credentials of which one has a session.
fn credentials(session: Option<&str>) -> AwsCredentials {
    let secret = |text: &str| Secret::from(text.to_owned());
    AwsCredentials::new("id".into(), secret("key/+="), session.map(secret))
}

#[test]
fn botocore_signs_as_we_do() {
    let soon = || Instant::now() + Duration::from_secs(20);
    let mut requests = Vec::new();
    for (region, session) in [(None, None), (Some("eu-west-1"), Some("session"))] {
        let server = vault::Vault::start();
        let sign = move || Ok(credentials(session));
        let login = VaultLogin::aws("web", region.map(str::to_owned), region.map(str::to_owned), sign);
        let vault = Vault::builder(server.server.url()).login(login).build().unwrap();
        drop(vault.fetch(&Place::new("vault", "secret/x"), soon()));
        let ours = server.state().identities.pop().unwrap();
        let headers: Value = serde_json::from_str(ours["iam_request_headers"].as_str().unwrap()).unwrap();
        let headers: serde_json::Map<_, _> =
            headers.as_object().unwrap().iter().map(|(name, values)| (name.clone(), values[0].clone())).collect();
        requests.push(request(
            "POST",
            &ours["iam_request_url"],
            &ours["iam_request_body"],
            &headers.into(),
            region,
            session,
        ));

        let server = conjur::Conjur::start();
        let login = ConjurLogin::iam("prod", "host/a/1/r", region.map(str::to_owned), sign);
        let conjur = Conjur::builder(server.server.url(), conjur::ACCOUNT).login(login).build().unwrap();
        drop(conjur.fetch(&Place::new("conjur", "x"), soon()));
        let headers = server.state().identities.pop().unwrap();
        let url = format!("https://{}/?Action=GetCallerIdentity&Version=2011-06-15", headers["host"].as_str().unwrap());
        requests.push(request("GET", &url.into(), &"".into(), &headers, region, session));
    }
    let Some(text) = run("sigv4.py", &[], &Value::from(requests).to_string()) else { return };
    assert!(text.starts_with("botocore: 4 signatures"), "{text}");
}

fn request(
    method: &str,
    url: &Value,
    body: &Value,
    headers: &Value,
    region: Option<&str>,
    session: Option<&str>,
) -> Value {
    json!({
        "method": method, "url": url, "body": body, "headers": headers, "region": region.unwrap_or("us-east-1"),
        "key": "id", "secret": "key/+=", "session": session,
    })
}
