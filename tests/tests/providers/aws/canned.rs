//! Answers that no stand-in gives, and the chain of credentials.

use std::process::Command;
use std::time::Duration;

use nosecrets::provider::Aws;
use nosecrets::{ErrorKind, Failure, Place, Provider};

use super::front::{Front, Reply, Request};
use super::{config, fixed, soon};

const PLACE: Place = Place::new("aws-sm", "prod/twilio");

fn value() -> Reply {
    Reply::new(200, r#"{"Name":"prod/twilio","SecretString":"value","VersionId":"v1"}"#)
}

/// What the provider makes of an answer.
fn refused(reply: Reply) -> Failure {
    let front = Front::start(None);
    front.answer(move |_| Some(reply.clone()));
    let aws = Aws::with_config(config(&front.url(), fixed("key", "secret")));
    let failure = aws.fetch(&PLACE, soon()).map(drop).unwrap_err();
    assert!(!format!("{failure:?}").contains("correct-horse-battery"), "it repeats what the server says");
    failure
}

#[test]
fn every_code_has_a_kind_whatever_its_status_or_namespace() {
    for (status, code, kind) in [
        (400, "ResourceNotFoundException", ErrorKind::NotFound),
        (404, "ResourceNotFoundException", ErrorKind::NotFound),
        (400, "com.amazonaws.secretsmanager#ResourceNotFoundException", ErrorKind::NotFound),
        (400, "InvalidRequestException", ErrorKind::NotFound),
        (400, "InvalidParameterException", ErrorKind::Malformed),
        (400, "AccessDeniedException", ErrorKind::Denied),
        (403, "AccessDeniedException", ErrorKind::Denied),
        (400, "DecryptionFailure", ErrorKind::Sealed),
        (400, "ExpiredTokenException", ErrorKind::Expired),
        (403, "ExpiredToken", ErrorKind::Expired),
        (400, "UnrecognizedClientException", ErrorKind::Denied),
        (400, "ThrottlingException", ErrorKind::Unavailable),
        (500, "InternalServiceError", ErrorKind::Unavailable),
        (503, "SomethingNew", ErrorKind::Unavailable),
        (403, "SomethingNew", ErrorKind::Denied),
        (400, "SomethingNew", ErrorKind::Malformed),
    ] {
        assert_eq!(refused(Reply::error(status, code)).kind, kind, "{status} {code}");
    }
}

#[test]
fn an_error_may_be_xml() {
    let xml = "<ErrorResponse><Errors><Error><Code>InvalidClientTokenId</Code></Error></Errors></ErrorResponse>";
    assert_eq!(refused(Reply::new(403, xml)).kind, ErrorKind::Denied);
}

#[test]
fn the_time_that_the_server_asks_for_is_handed_on() {
    let throttled = Reply::error(400, "ThrottlingException").header("retry-after", "7");
    assert_eq!(refused(throttled).retry_after, Some(Duration::from_secs(7)));
    assert_eq!(refused(Reply::error(400, "ThrottlingException")).retry_after, None);
}

#[test]
fn the_current_version_is_asked_for_by_name() {
    let front = Front::start(None);
    front.answer(|request| {
        let body = String::from_utf8_lossy(&request.body).into_owned();
        let stage = body.split("\"VersionStage\":\"").nth(1).map_or("none", |rest| rest.split('"').next().unwrap());
        Some(Reply::new(200, format!("{{\"SecretString\":\"{stage}\"}}")))
    });
    let aws = Aws::with_config(config(&front.url(), fixed("key", "secret")));
    for (params, stage) in [
        (&[][..], "AWSCURRENT"),
        (&[("stage", "AWSPREVIOUS")], "AWSPREVIOUS"),
        (&[("version_id", "00000000-0000-0000-0000-000000000000")], "none"),
    ] {
        assert!(aws.fetch(&PLACE.with_params(params), soon()).unwrap().value.ct_eq(stage), "{params:?}");
    }
}

#[test]
fn several_secrets_are_one_request() {
    let front = Front::start(None);
    front.answer(|request| {
        let entries = r#"{"SecretValues":[{"Name":"a","SecretString":"{\"x\":\"1\",\"y\":\"2\"}"},{"Name":"b","SecretString":"3"}],"Errors":[]}"#;
        (request.operation() == "BatchGetSecretValue").then(|| Reply::new(200, entries))
    });
    let aws = Aws::with_config(config(&front.url(), fixed("key", "secret")));
    let a = Place::new("aws-sm", "a");
    let answers = aws.fetch_all(&[a.with_field("x"), a.with_field("y"), Place::new("aws-sm", "b")], soon());
    for (answer, value) in answers.iter().zip(["1", "2", "3"]) {
        assert!(answer.as_ref().unwrap().value.ct_eq(value));
    }
    assert_eq!(front.reads(), 1);
}

/// Says to the child of a test that it is one, and which region it names.
const CHILD: &str = "NOSECRETS_TEST_AWS_CHILD";

/// What a program reads that finds these variables and no others.
fn read_with(variables: &[(&str, &str)]) -> String {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "aws::canned::what_the_child_reads", "--nocapture"]).env_clear();
    let inherited = ["PATH", "SystemRoot", "LD_LIBRARY_PATH"];
    child.envs(inherited.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
    // Files of the user who runs the tests are none of theirs.
    child.env("HOME", "/nonexistent").env("AWS_CONFIG_FILE", "/nonexistent").env("AWS_EC2_METADATA_DISABLED", "true");
    let output = child.env(CHILD, "1").envs(variables.iter().copied()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let answer = said.split("answer:").nth(1).and_then(|rest| rest.split(";").next());
    answer.unwrap_or_else(|| panic!("{said}{}", String::from_utf8_lossy(&output.stderr))).to_owned()
}

/// Nothing to do in a test run of its own.
#[test]
fn what_the_child_reads() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    match Aws::from_env().fetch(&PLACE, soon()) {
        Ok(fetched) if fetched.value.ct_eq("value") => println!("answer:the value;"),
        Ok(_) => println!("answer:another value;"),
        Err(failure) => println!("answer:{:?}, {};", failure.kind, failure.detail),
    }
}

/// Gives the value to whoever signs with that access key.
fn service(access_key: &'static str) -> Front {
    let front = Front::start(None);
    front.answer(move |request| {
        let is_right = request.access_key() == Some(access_key);
        Some(if is_right { value() } else { Reply::error(400, "UnrecognizedClientException") })
    });
    front
}

#[test]
fn variables_are_found() {
    let service = service("from-variables");
    let login = [("AWS_ACCESS_KEY_ID", "from-variables"), ("AWS_SECRET_ACCESS_KEY", "x")];
    let place = [("AWS_REGION", "us-east-1"), ("AWS_ENDPOINT_URL", &service.url())];
    assert_eq!(read_with(&[login, place].concat()), "the value");
    let place = [("AWS_DEFAULT_REGION", "us-east-1"), ("AWS_ENDPOINT_URL_SECRETS_MANAGER", &service.url())];
    assert_eq!(read_with(&[login, place].concat()), "the value");
}

#[test]
fn a_profile_is_found() {
    let service = service("from-profile");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config");
    let text = format!(
        "[profile shop]\nregion = us-east-1\nendpoint_url = {}\naws_access_key_id = from-profile\naws_secret_access_key = x\n",
        service.url()
    );
    std::fs::write(&file, text).unwrap();
    let variables = [("AWS_CONFIG_FILE", file.to_str().unwrap()), ("AWS_PROFILE", "shop")];
    assert_eq!(read_with(&variables), "the value");
}

fn identity(access_key: &str) -> Reply {
    let (key, token) = ("AccessKeyId", "Token");
    let expires = "\"Expiration\":\"2099-01-01T00:00:00Z\",\"Code\":\"Success\"";
    Reply::new(200, format!("{{\"{key}\":\"{access_key}\",\"SecretAccessKey\":\"x\",\"{token}\":\"t\",{expires}}}"))
}

#[test]
fn the_login_of_a_container_is_found() {
    let (service, container) = (service("from-container"), Front::start(None));
    container.answer(|request: &Request| {
        let is_ours = request.headers.get("authorization").map(String::as_str) == Some("let me in");
        Some(if is_ours { identity("from-container") } else { Reply::new(401, "") })
    });
    let variables = [
        ("AWS_REGION", "us-east-1"),
        ("AWS_ENDPOINT_URL", &service.url()),
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI", &format!("{}/credentials", container.url())),
        ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "let me in"),
    ];
    assert_eq!(read_with(&variables), "the value");
}

#[test]
fn the_role_of_an_instance_is_found() {
    let (service, instance) = (service("from-instance"), Front::start(None));
    instance.answer(|request: &Request| {
        let path = request.line.split(' ').nth(1).unwrap_or_default();
        if path == "/latest/api/token" {
            return Some(Reply::new(200, "session").header("x-aws-ec2-metadata-token-ttl-seconds", "21600"));
        }
        if request.headers.get("x-aws-ec2-metadata-token").map(String::as_str) != Some("session") {
            return Some(Reply::new(401, ""));
        }
        // The newer of the two paths names the account as well.
        Some(match path.trim_end_matches('/').rsplit('/').next() {
            Some("security-credentials") => Reply::new(200, "role"),
            Some("role") if path.contains("security-credentials/") => identity("from-instance"),
            _ => Reply::new(404, ""),
        })
    });
    let variables = [
        ("AWS_REGION", "us-east-1"),
        ("AWS_ENDPOINT_URL", &service.url()),
        ("AWS_EC2_METADATA_DISABLED", "false"),
        ("AWS_EC2_METADATA_SERVICE_ENDPOINT", &instance.url()),
    ];
    assert_eq!(read_with(&variables), "the value");
}

#[test]
fn what_is_not_set_is_missing() {
    let service = service("nobody");
    let url = service.url();
    let no_region =
        read_with(&[("AWS_ACCESS_KEY_ID", "x"), ("AWS_SECRET_ACCESS_KEY", "x"), ("AWS_ENDPOINT_URL", &url)]);
    assert!(no_region.starts_with("Missing, no region"), "{no_region}");
    let no_login = read_with(&[("AWS_REGION", "us-east-1"), ("AWS_ENDPOINT_URL", &url)]);
    assert!(no_login.starts_with("Missing, no credentials"), "{no_login}");
}
