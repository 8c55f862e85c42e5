//! The examples do what their READMEs show.
//!
//! `cargo xtask test` builds them first. Nothing leaves this machine: servers of
//! Twilio, Stripe and the secrets managers are ports of it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use front::{Front, Reply, Request};
use nosecrets_tests::tokens::workspace;

#[path = "providers/aws/front.rs"]
#[expect(dead_code, reason = "these tests need no failures")]
mod front;

/// Stands in for the secret. No program may print it.
const SECRET: &str = "correct-horse-battery";

/// A program of an example, built if it is not there yet.
fn binary(package: &str, name: &str) -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let path = here.parent().unwrap().parent().unwrap().join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if !path.exists() {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--package", package]).current_dir(workspace());
        assert!(cargo.status().unwrap().success());
    }
    path
}

/// Starts it with these variables and few others.
fn command(package: &str, name: &str, variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(binary(package, name));
    command.env_clear();
    let inherited = ["PATH", "SystemRoot", "LD_LIBRARY_PATH"];
    command.envs(inherited.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
    command.envs(variables.iter().copied()).env("HOME", "/nonexistent").env("AWS_EC2_METADATA_DISABLED", "true");
    command
}

/// All that it prints.
fn said(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(!said.contains(SECRET), "the secret is shown");
    said
}

fn readme(package: &str) -> String {
    fs::read_to_string(workspace().join("examples").join(package).join("README.md")).unwrap()
}

/// The program said it, and the README shows it.
#[track_caller]
fn shown(package: &str, said: &str) {
    assert!(readme(package).contains(said.trim_end()), "not in the README: {said}");
}

/// A server of Twilio that takes one login.
fn twilio() -> Front {
    let front = Front::start(None);
    let login = format!("Basic {}", STANDARD.encode(format!("SK42:{SECRET}")));
    front.answer(move |request: &Request| {
        assert!(request.line.starts_with("POST /2010-04-01/Accounts/AC42/Messages.json "), "{}", request.line);
        let body = String::from_utf8_lossy(&request.body).into_owned();
        Some(if request.headers.get("authorization") != Some(&login) {
            let page = "https://www.twilio.com/docs/errors/20003";
            Reply::new(401, format!(r#"{{"code":20003,"message":"{body}","more_info":"{page}","status":401}}"#))
        } else if body == "From=%2B15005550006&To=%2B15005550001&Body=the+build+is+green" {
            Reply::new(201, r#"{"sid":"SM42","status":"queued"}"#)
        } else {
            Reply::new(400, format!(r#"{{"code":21211,"message":"{body}"}}"#))
        })
    });
    front
}

/// What the program prints that reads the secret from there.
fn send(program: &str, variables: &[(&str, &str)]) -> String {
    let twilio = twilio();
    let url = twilio.url();
    let names = [("TWILIO_ACCOUNT_SID", "AC42"), ("TWILIO_API_KEY_SID", "SK42"), ("TWILIO_API_URL", &url)];
    let mut command = command("twilio-sms", program, &[&names, variables].concat());
    command.args(["+15005550006", "+15005550001", "the build is green"]);
    said(&mut command)
}

fn sends(program: &str, variables: &[(&str, &str)]) {
    let said = send(program, variables);
    assert_eq!(said, "sent SM42: queued\n");
    shown("twilio-sms", &said);
}

#[test]
fn twilio_sms_with_the_key_in_the_environment() {
    sends("twilio-sms-environment", &[("TWILIO_API_KEY", SECRET)]);
}

#[test]
fn twilio_sms_without_a_key_says_so() {
    let said = send("twilio-sms-environment", &[]);
    assert!(said.starts_with("error: "), "{said}");
    shown("twilio-sms", &said);
}

#[test]
fn twilio_sms_with_a_wrong_key_says_what_twilio_calls_it() {
    let said = send("twilio-sms-environment", &[("TWILIO_API_KEY", "wrong")]);
    assert!(said.starts_with("error: "), "{said}");
    shown("twilio-sms", &said);
}

#[test]
fn twilio_sms_with_the_key_in_aws() {
    let front = Front::start(None);
    front.answer(|request| {
        let is_ours =
            request.operation() == "GetSecretValue" && request.body.windows(11).any(|part| part == b"prod/twilio");
        is_ours.then(|| Reply::new(200, format!(r#"{{"SecretString":"{{\"api_key\":\"{SECRET}\"}}"}}"#)))
    });
    let url = front.url();
    let login = [("AWS_ACCESS_KEY_ID", "x"), ("AWS_SECRET_ACCESS_KEY", "x"), ("AWS_REGION", "us-east-1")];
    sends("twilio-sms-aws", &[&login[..], &[("AWS_ENDPOINT_URL", &url)]].concat());
}

#[test]
fn twilio_sms_with_the_key_in_vault() {
    let front = Front::start(None);
    front.answer(|request| {
        if request.headers.get("x-vault-token").map(String::as_str) != Some("root") {
            return Some(Reply::new(403, r#"{"errors":["permission denied"]}"#));
        }
        Some(match request.line.split(' ').nth(1)? {
            path if path.starts_with("/v1/sys/internal/ui/mounts/secret") => {
                Reply::new(200, r#"{"data":{"path":"secret/","type":"kv","options":{"version":"2"}}}"#)
            }
            "/v1/secret/data/twilio" => {
                let data = format!(r#"{{"api_key":"{SECRET}"}}"#);
                Reply::new(200, format!(r#"{{"data":{{"data":{data},"metadata":{{"version":1}}}}}}"#))
            }
            "/v1/auth/token/lookup-self" => Reply::new(200, r#"{"data":{"ttl":0,"renewable":false}}"#),
            _ => Reply::new(404, r#"{"errors":[]}"#),
        })
    });
    sends("twilio-sms-vault", &[("VAULT_ADDR", &front.url()), ("VAULT_TOKEN", "root")]);
}

#[test]
fn twilio_sms_with_the_key_in_conjur() {
    let front = Front::start(None);
    front.answer(|request| {
        let path = request.line.split(' ').nth(1)?;
        if path == "/authn/dev/host%2Fprod%2Fweb/authenticate" {
            let payload = "eyJzdWIiOiJob3N0L3Byb2Qvd2ViIiwiZXhwIjo0MTAyNDQ0ODAwLCJpYXQiOjQxMDI0NDQzMjB9";
            return Some(Reply::new(200, format!(r#"{{"protected":"e30=","payload":"{payload}","signature":"x"}}"#)));
        }
        let is_ours = path == "/secrets/dev/variable/prod%2Ftwilio%2Fapi_key";
        Some(if is_ours { Reply::new(200, SECRET) } else { Reply::new(404, "") })
    });
    let login = [("CONJUR_ACCOUNT", "dev"), ("CONJUR_AUTHN_LOGIN", "host/prod/web"), ("CONJUR_AUTHN_API_KEY", "key")];
    sends("twilio-sms-conjur", &[&login[..], &[("CONJUR_APPLIANCE_URL", &front.url())]].concat());
}

/// What stripe-charge prints if Stripe answers that.
fn charge(status: u16, body: &'static str) -> String {
    let front = Front::start(None);
    front.answer(move |request| {
        let login = request.headers.get("authorization").map(String::as_str);
        assert_eq!(login, Some("Bearer correct-horse-battery"));
        assert!(request.line.starts_with("POST /v1/charges "), "{}", request.line);
        Some(Reply::new(status, body))
    });
    let variables = [("STRIPE_API_URL", front.url()), ("STRIPE_SECRET_KEY", SECRET.into())];
    let variables = variables.each_ref().map(|(name, value)| (*name, value.as_str()));
    let mut command = command("stripe-charge", "stripe-charge", &variables);
    command.arg("1999");
    said(&mut command)
}

#[test]
fn stripe_charge_says_what_was_charged() {
    let said = charge(200, r#"{"id":"ch_42","status":"succeeded"}"#);
    assert!(said.starts_with("charged: "), "{said}");
    shown("stripe-charge", &said);
}

#[test]
fn stripe_charge_prints_of_an_error_what_helps_to_look_it_up() {
    let body = r#"{"error":{"type":"card_error","code":"card_declined","message":"correct-horse-battery",
        "request_log_url":"https://dashboard.stripe.com/test/logs/req_42"}}"#;
    let said = charge(402, body);
    assert!(said.starts_with("error: "), "{said}");
    shown("stripe-charge", &said);
}

/// A service that ends with the test.
struct Service(Child);

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The status that the service answers whoever shows that token.
fn status(address: &str, token: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!("GET / HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.split(' ').nth(1).unwrap().to_owned()
}

#[test]
fn axum_service_goes_on_when_its_token_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let token = folder.path().join("api-token");
    fs::write(&token, "first").unwrap();
    let variables = [("CREDENTIALS_DIRECTORY", folder.path().to_str().unwrap()), ("PORT", "0")];
    let mut command = command("axum-service", "axum-service", &variables);
    let mut service = Service(command.stdout(Stdio::piped()).spawn().unwrap());
    let mut lines = BufReader::new(service.0.stdout.take().unwrap()).lines().map(Result::unwrap);

    let listening = lines.next().unwrap();
    let address = listening.strip_prefix("listening on ").unwrap();
    assert_eq!([status(address, "first"), status(address, "second")], ["200", "401"]);
    fs::write(&token, "second").unwrap();
    let begun = Instant::now();
    shown("axum-service", &lines.next().unwrap());
    assert!(begun.elapsed() < Duration::from_secs(30));
    assert_eq!([status(address, "first"), status(address, "second")], ["401", "200"]);
}
