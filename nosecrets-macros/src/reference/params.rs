//! Parameters: which part of a secret is meant, such as its version.

use super::scheme::near;
use super::{decode, has, path, Scheme};
use crate::mistake::Mistake;

/// The parameters of a query, in order.
pub(super) fn check(
    scheme: &'static Scheme,
    query: &str,
    is_arn: bool,
) -> Result<Vec<(&'static str, String)>, Mistake> {
    let mut params: Vec<(&'static str, String)> = Vec::new();
    for param in query.split('&') {
        let (key, value) = param.split_once('=').unwrap_or((param, ""));
        let key = known(scheme, key)?;
        if params.iter().any(|(other, _)| *other == key) {
            return Err(Mistake::DuplicateParam(key));
        }
        if is_arn && key == "region" {
            return Err(Mistake::RegionOfArn);
        }
        params.push((key, value_of(key, value)?));
    }
    let is_set =
        |key: &str, value: &str| params.iter().any(|param| param.0 == key && (value.is_empty() || param.1 == value));
    if is_set("kv", "1") && is_set("version", "") {
        return Err(Mistake::NoVersions);
    }
    Ok(params)
}

/// Logins and addresses, which users of other tools expect to be parameters.
const LOGINS: &[&str] = &[
    "token",
    "password",
    "role_id",
    "secret_id",
    "access_key",
    "access_key_id",
    "secret_access_key",
    "api_key",
    "login",
];
const ADDRESSES: &[&str] = &["addr", "address", "url", "host", "endpoint", "endpoint_url", "server", "port"];

/// The parameter with this name.
fn known(scheme: &'static Scheme, key: &str) -> Result<&'static str, Mistake> {
    if let Some(known) = scheme.params.iter().find(|&&known| known == key) {
        return Ok(known);
    }
    let mut spelled = String::new();
    for c in key.chars() {
        spelled.push(if c == '-' { '_' } else { c.to_ascii_lowercase() });
    }
    Err(match spelled.as_str() {
        key if LOGINS.contains(&key) => Mistake::Login,
        key if ADDRESSES.contains(&key) => Mistake::Address,
        key => Mistake::UnknownParam(scheme, near(key, &mut scheme.params.iter().copied())),
    })
}

/// The value of a parameter, decoded.
fn value_of(key: &'static str, value: &str) -> Result<String, Mistake> {
    let value = decode::text(value)?;
    let (is_right, expected) = match key {
        "version" => (is_version(&value), "a number from 1 on"),
        "kv" => (value == "1" || value == "2", "1 or 2"),
        "mount" => (!value.split('/').any(|segment| matches!(segment, "" | "." | "..")), "a path such as `team/kv`"),
        "region" => (path::is_region(&value), "a region such as `eu-west-1`"),
        "stage" => (is_label(&value), "a label such as `AWSPREVIOUS`"),
        "version_id" => (is_version_id(&value), "the 32 to 64 characters that AWS gave the version"),
        _ => (!value.is_empty() && !has(&value, b'/'), "a name"),
    };
    if is_right {
        Ok(value)
    } else {
        Err(Mistake::BadValue { key, expected })
    }
}

fn is_version(value: &str) -> bool {
    !value.starts_with(['+', '0']) && value.parse::<u32>().is_ok()
}

/// Source: <https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html>
fn is_version_id(value: &str) -> bool {
    (32..=64).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// A staging label: at most 256 characters, without spaces.
fn is_label(value: &str) -> bool {
    (1..=256).contains(&value.chars().count()) && !value.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(query: &str) -> Result<Vec<(&'static str, String)>, Mistake> {
        let name = if query.contains("stage") || query.contains("region") || query.contains("_id") {
            "aws-sm"
        } else {
            "vault"
        };
        check(Scheme::of(name).expect("known"), query, false)
    }

    #[test]
    fn values_are_checked() {
        for query in
            ["version=1", "kv=2", "mount=team%2Fkv", "region=eu-west-1", "stage=AWSPREVIOUS", "kv=2&version=4294967295"]
        {
            assert!(of(query).is_ok(), "{query}");
        }
        for query in [
            "version",
            "version=",
            "version=0",
            "version=-1",
            "version=latest",
            "version=01",
            "kv=3",
            "mount=/kv",
            "region=Paris",
            "stage=",
            "version_id=3",
        ] {
            assert!(matches!(of(query), Err(Mistake::BadValue { .. })), "{query}");
        }
    }

    #[test]
    fn the_parameter_that_was_meant_is_proposed() {
        for (query, meant) in [
            ("versoin=3", Some("version")),
            ("Version=3", Some("version")),
            ("regoin=eu-west-1", None),
            ("namespace=x", None),
            ("version-id=3", None),
            ("", None),
        ] {
            let scheme = Scheme::of("vault").expect("known");
            assert_eq!(check(scheme, query, false), Err(Mistake::UnknownParam(scheme, meant)), "{query}");
        }
        let scheme = Scheme::of("aws-sm").expect("known");
        assert_eq!(check(scheme, "version-id=3", false), Err(Mistake::UnknownParam(scheme, Some("version_id"))));
        let scheme = Scheme::of("file").expect("known");
        assert_eq!(check(scheme, "version=3", false), Err(Mistake::UnknownParam(scheme, None)));
    }

    #[test]
    fn logins_and_addresses_are_no_parameters() {
        for query in ["token=x", "secret-id=x", "Password=x"] {
            assert_eq!(of(query), Err(Mistake::Login), "{query}");
        }
        for query in ["addr=x", "address=http://x", "host=x"] {
            assert_eq!(of(query), Err(Mistake::Address), "{query}");
        }
    }

    #[test]
    fn parameters_do_not_contradict_one_another() {
        assert_eq!(of("version=1&version=2"), Err(Mistake::DuplicateParam("version")));
        assert_eq!(of("kv=1&version=2"), Err(Mistake::NoVersions));
        let aws = Scheme::of("aws-sm").expect("known");
        assert_eq!(check(aws, "region=eu-west-1", true), Err(Mistake::RegionOfArn));
    }
}
