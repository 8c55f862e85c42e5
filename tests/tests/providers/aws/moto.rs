//! Signatures and policies, as moto checks them.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Mutex, OnceLock};

use nosecrets::provider::Aws;
use nosecrets::{ErrorKind, Place, Provider};

use super::emulator::{self, Emulator};
use super::{administer, config, fixed, soon};

const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"*"}]}"#;

/// moto with two secrets, and a user who may read them.
struct Prepared {
    moto: &'static Emulator,
    access_key: String,
    secret: String,
}

/// moto, prepared once: from then on it checks signatures.
fn prepared() -> Option<&'static Prepared> {
    static PREPARED: OnceLock<Option<Prepared>> = OnceLock::new();
    PREPARED.get_or_init(|| emulator::moto().map(prepare)).as_ref()
}

fn prepare(moto: &'static Emulator) -> Prepared {
    administer(&moto.url(), async |client| {
        for (name, value) in [("prod/twilio", r#"{"api_key":"first"}"#), ("prod/stripe", "plain")] {
            client.create_secret().name(name).secret_string(value).send().await.unwrap();
        }
        client
            .put_secret_value()
            .secret_id("prod/twilio")
            .secret_string(r#"{"api_key":"second"}"#)
            .send()
            .await
            .unwrap();
    });
    iam(moto, "Action=CreateUser&UserName=reader");
    let policy = POLICY.replace('"', "%22").replace('{', "%7B").replace('}', "%7D").replace(',', "%2C");
    iam(moto, &format!("Action=PutUserPolicy&UserName=reader&PolicyName=read&PolicyDocument={policy}"));
    let key = iam(moto, "Action=CreateAccessKey&UserName=reader");
    let tag = |name: &str| key.split(&format!("<{name}>")).nth(1).unwrap().split('<').next().unwrap().to_owned();
    let prepared = Prepared { moto, access_key: tag("AccessKeyId"), secret: tag("SecretAccessKey") };
    post(moto, "/moto-api/reset-auth", "text/plain", "", "0");
    prepared
}

fn iam(moto: &Emulator, query: &str) -> String {
    let signed = "Authorization: AWS4-HMAC-SHA256 Credential=x/20200101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=x\r\n";
    post(moto, "/", "application/x-www-form-urlencoded", signed, &format!("{query}&Version=2010-05-08"))
}

fn post(moto: &Emulator, path: &str, kind: &str, headers: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(moto.address).unwrap();
    let length = body.len();
    let head =
        format!("POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n");
    stream.write_all(format!("{head}{headers}Connection: close\r\n\r\n{body}").as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {}", answer.lines().next().unwrap_or_default());
    answer
}

/// moto answers one request at a time.
static ONE_BY_ONE: Mutex<()> = Mutex::new(());

/// Calls `check` with a provider of that login; says so if there is no moto.
fn with(login: impl Fn(&Prepared) -> (String, String), check: impl Fn(&Aws)) {
    let _guard = ONE_BY_ONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    match prepared() {
        Some(prepared) => {
            let (access_key, secret) = login(prepared);
            check(&Aws::with_config(config(&prepared.moto.url(), fixed(&access_key, &secret))));
        }
        None => emulator::left_out("moto"),
    }
}

fn reader(prepared: &Prepared) -> (String, String) {
    (prepared.access_key.clone(), prepared.secret.clone())
}

fn reads(aws: &Aws, place: Place, value: &str) {
    assert!(aws.fetch(&place, soon()).unwrap().value.ct_eq(value), "{place} is another");
}

fn kind(aws: &Aws, place: Place) -> ErrorKind {
    aws.fetch(&place, soon()).map(drop).unwrap_err().kind
}

const TWILIO: Place = Place::new("aws-sm", "prod/twilio").with_field("api_key");

#[test]
fn a_signature_that_is_right_opens_what_the_policy_allows() {
    with(reader, |aws| {
        reads(aws, TWILIO, "second");
        reads(aws, TWILIO.with_params(&[("stage", "AWSPREVIOUS")]), "first");
        reads(aws, Place::new("aws-sm", "prod/stripe"), "plain");
        assert_eq!(kind(aws, Place::new("aws-sm", "prod/none")), ErrorKind::NotFound);
    });
}

#[test]
fn a_batch_that_the_policy_forbids_is_read_one_by_one() {
    with(reader, |aws| {
        let places = [TWILIO, Place::new("aws-sm", "prod/stripe"), Place::new("aws-sm", "prod/none")];
        let answers = aws.fetch_all(&places, soon());
        assert!(answers[0].as_ref().unwrap().value.ct_eq("second"));
        assert!(answers[1].as_ref().unwrap().value.ct_eq("plain"));
        assert_eq!(answers[2].as_ref().map(drop).unwrap_err().kind, ErrorKind::NotFound);
    });
}

#[test]
fn a_wrong_key_is_denied_though_the_error_is_xml() {
    with(
        |prepared| (prepared.access_key.clone(), "wrong".into()),
        |aws| assert_eq!(kind(aws, TWILIO), ErrorKind::Denied),
    );
    with(|_| ("unknown".into(), "wrong".into()), |aws| assert_eq!(kind(aws, TWILIO), ErrorKind::Denied));
}
