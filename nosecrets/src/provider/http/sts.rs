//! Proves an AWS identity to a server, with a signed request to STS that the server sends in our
//! place (`sts:GetCallerIdentity`).
//!
//! Signature Version 4:
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>

use std::fmt::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

use ring::{digest, hmac};

use super::Settings;
use crate::{ErrorKind, Failure, Secret};

const ACTION: &str = "Action=GetCallerIdentity&Version=2011-06-15";

/// Credentials of AWS.
#[derive(Debug)]
pub struct AwsCredentials {
    access_key_id: String,
    secret_access_key: Secret,
    session_token: Option<Secret>,
}

impl AwsCredentials {
    /// The parts of a credential; temporary ones have a session token.
    #[must_use]
    pub fn new(access_key_id: String, secret_access_key: Secret, session_token: Option<Secret>) -> AwsCredentials {
        AwsCredentials { access_key_id, secret_access_key, session_token }
    }

    /// Reads `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`.
    ///
    /// # Errors
    /// `Missing` if one of the first two is not set.
    pub fn from_env() -> Result<AwsCredentials, Failure> {
        let settings = Settings::new(&["AWS_"]);
        Ok(AwsCredentials {
            access_key_id: settings.required("ACCESS_KEY_ID")?,
            secret_access_key: Secret::from(settings.required("SECRET_ACCESS_KEY")?),
            session_token: settings.secret("SESSION_TOKEN")?,
        })
    }
}

/// How the server will send the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// With the action in the query.
    Get,
    /// With the action in the body.
    Post,
}

/// A signed request that proves our identity.
pub(crate) struct Identity {
    /// Its URL.
    #[cfg_attr(not(feature = "vault"), expect(dead_code, reason = "Conjur knows it"))]
    pub(crate) url: String,
    /// Its body.
    #[cfg_attr(not(feature = "vault"), expect(dead_code, reason = "Conjur knows it"))]
    pub(crate) body: &'static str,
    /// Its headers in order, with names in lower case.
    pub(crate) headers: Vec<(&'static str, String)>,
}

impl Identity {
    /// Signs the request for the endpoint of `region`, or the global one. `server` is a header that
    /// ties the request to the intended server.
    pub(crate) fn sign(
        credentials: &AwsCredentials,
        region: Option<&str>,
        method: Method,
        server: Option<(&'static str, &str)>,
        now: SystemTime,
    ) -> Result<Identity, Failure> {
        let host = region.map_or_else(|| "sts.amazonaws.com".into(), |region| format!("sts.{region}.amazonaws.com"));
        let (query, body) = if method == Method::Get { (ACTION, "") } else { ("", ACTION) };
        let time = timestamp(now)?;
        let mut headers = vec![("host", host.clone()), ("x-amz-content-sha256", sha256(body))];
        headers.push(("x-amz-date", time.clone()));
        if method == Method::Post {
            headers.push(("content-type", "application/x-www-form-urlencoded; charset=utf-8".into()));
        }
        if let Some(token) = &credentials.session_token {
            headers.push(("x-amz-security-token", token.expose().to_owned()));
        }
        if let Some((name, value)) = server {
            headers.push((name, value.to_owned()));
        }
        headers.sort();
        let authorization =
            authorization(credentials, region.unwrap_or("us-east-1"), &time, method, query, &headers, body);
        headers.push(("authorization", authorization));
        let separator = if query.is_empty() { "" } else { "?" };
        Ok(Identity { url: format!("https://{host}/{separator}{query}"), body, headers })
    }
}

fn authorization(
    credentials: &AwsCredentials,
    region: &str,
    time: &str,
    method: Method,
    query: &str,
    headers: &[(&str, String)],
    body: &str,
) -> String {
    let verb = if method == Method::Get { "GET" } else { "POST" };
    let names: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
    let names = names.join(";");
    let mut canonical = format!("{verb}\n/\n{query}\n");
    for (name, value) in headers {
        let _ = writeln!(canonical, "{name}:{}", value.trim());
    }
    let _ = write!(canonical, "\n{names}\n{}", sha256(body));
    let day = &time[..8];
    let scope = format!("{day}/{region}/sts/aws4_request");
    let to_sign = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", sha256(&canonical));
    let secret = Secret::from(format!("AWS4{}", credentials.secret_access_key.expose()));
    let mut key = hmac::Key::new(hmac::HMAC_SHA256, secret.expose().as_bytes());
    for part in [day, region, "sts", "aws4_request"] {
        key = hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&key, part.as_bytes()).as_ref());
    }
    let signature = hex(hmac::sign(&key, to_sign.as_bytes()).as_ref());
    let id = &credentials.access_key_id;
    format!("AWS4-HMAC-SHA256 Credential={id}/{scope}, SignedHeaders={names}, Signature={signature}")
}

fn sha256(text: &str) -> String {
    hex(digest::digest(&digest::SHA256, text.as_bytes()).as_ref())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// `YYYYMMDDTHHMMSSZ` in the Gregorian calendar.
fn timestamp(now: SystemTime) -> Result<String, Failure> {
    let since = now.duration_since(UNIX_EPOCH);
    let since = since.map_err(|_| Failure::new(ErrorKind::Malformed, "the clock of this machine is before 1970"))?;
    let (mut day, second) = (since.as_secs() / 86_400, since.as_secs() % 86_400);
    let mut year = 1970;
    while day >= days_of_year(year) {
        day -= days_of_year(year);
        year += 1;
    }
    let february = days_of_year(year) - 337;
    let mut month = 1;
    for days in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if day < days {
            break;
        }
        day -= days;
        month += 1;
    }
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    Ok(format!("{year:04}{month:02}{:02}T{hour:02}{minute:02}{second:02}Z", day + 1))
}

fn days_of_year(year: u64) -> u64 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    365 + u64::from(is_leap)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn times_are_those_of_the_calendar() {
        for (seconds, expected) in [
            (0, "19700101T000000Z"),
            (951_782_400, "20000229T000000Z"),
            (1_440_938_160, "20150830T123600Z"),
            (1_735_689_599, "20241231T235959Z"),
            (4_107_542_400, "21000301T000000Z"),
        ] {
            assert_eq!(timestamp(UNIX_EPOCH + Duration::from_secs(seconds)).unwrap(), expected);
        }
    }

    #[test]
    fn the_signature_covers_every_header() {
        let credentials = AwsCredentials::new("id".into(), Secret::from(String::from("key")), None);
        let sign = |server| {
            let identity = Identity::sign(&credentials, None, Method::Post, server, UNIX_EPOCH).unwrap();
            identity.headers.last().unwrap().1.clone()
        };
        let with = sign(Some(("x-vault-aws-iam-server-id", "vault.example")));
        assert!(with.contains("host;x-amz-content-sha256;x-amz-date;x-vault-aws-iam-server-id,"), "{with}");
        assert_ne!(with.split("Signature=").last(), sign(None).split("Signature=").last());
    }
}
