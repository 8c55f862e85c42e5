//! The name of a secret at its provider.

use super::{decode, has, Parts, Scheme};
use crate::expand::joined;
use crate::mistake::Mistake;

/// The decoded path, if the provider can have such a secret.
pub(super) fn check(scheme: &'static Scheme, parts: &Parts<'_>) -> Result<String, Mistake> {
    // Variables have their own grammar, and better suggestions.
    if scheme.name == "env" {
        return Ok(parts.path.to_owned());
    }
    if parts.path.is_empty() {
        return Err(Mistake::NoPath(scheme));
    }
    let path = match scheme.name {
        "file" => parts.path.strip_prefix('/').ok_or(Mistake::RelativeFile)?,
        _ => parts.path,
    };
    let mut segments = Vec::new();
    for part in path.split('/') {
        segments.push(segment(part)?);
    }
    let has_mount = parts.query.is_some_and(|query| query.split('&').any(|param| param.starts_with("mount=")));
    match (scheme.name, &segments[..]) {
        ("vault", [_, api, _, ..]) if !has_mount && (api == "data" || api == "metadata") => Err(Mistake::ApiPath),
        ("vault", [first, ..]) if !has_mount && first == "v1" => Err(Mistake::ApiPath),
        ("vault", [_]) if !has_mount => Err(Mistake::Segments(scheme, "a mount and a path in it")),
        ("keyring", segments) if segments.len() != 2 => Err(Mistake::Segments(scheme, "a service and a user")),
        ("systemd", segments) if segments.len() != 1 => Err(Mistake::Segments(scheme, "one name")),
        ("file", segments) => Ok(format!("/{}", joined(segments, "/"))),
        (_, segments) => Ok(joined(segments, "/")),
    }
}

fn segment(segment: &str) -> Result<String, Mistake> {
    let decoded = decode::text(segment)?;
    match decoded.as_str() {
        "" => Err(Mistake::EmptySegment),
        "." | ".." => Err(Mistake::DotSegment),
        // Once decoded, it could not be told from the slash between two segments.
        _ if has(&decoded, b'/') => Err(Mistake::Encoding),
        _ => Ok(decoded),
    }
}

/// A path that is an ARN: `arn:partition:secretsmanager:region:account:secret:name`.
///
/// Source: <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html>
pub(super) fn arn(path: &str) -> Result<String, Mistake> {
    let arn = decode::text(path)?;
    let parts: Vec<&str> = arn.splitn(7, ':').collect();
    match parts[..] {
        ["arn", partition, "secretsmanager", region, account, "secret", name]
            if partition.starts_with("aws") && is_region(region) && is_account(account) && !name.is_empty() =>
        {
            Ok(arn)
        }
        _ => Err(Mistake::Arn),
    }
}

fn is_account(account: &str) -> bool {
    account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether it has the form of `eu-west-1` or `us-gov-east-1`.
pub(super) fn is_region(region: &str) -> bool {
    let parts: Vec<&str> = region.split('-').collect();
    let is_word = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
    match &parts[..] {
        [words @ .., number] => {
            words.len() >= 2 && words.iter().all(is_word) && matches!(number.as_bytes(), [b'1'..=b'9'])
        }
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(reference: &str) -> Result<String, Mistake> {
        super::super::place(reference).expect("a scheme").map(|place| place.path)
    }

    #[test]
    fn a_path_has_segments_that_are_names() {
        for reference in ["vault://secret//x", "vault:///secret/x", "vault://secret/x/", "aws-sm:///x", "file:////x"] {
            assert_eq!(path(reference), Err(Mistake::EmptySegment), "{reference}");
        }
        for reference in ["vault://secret/../x", "file:///run/./x", "conjur://a/%2e%2E/x", "systemd://.."] {
            assert_eq!(path(reference), Err(Mistake::DotSegment), "{reference}");
        }
        assert_eq!(path("vault://secret/a%2Fb"), Err(Mistake::Encoding));
        for reference in ["vault://", "vault://#key", "conjur://?version=1", "file://", "systemd://"] {
            assert!(matches!(path(reference), Err(Mistake::NoPath(_))), "{reference}");
        }
    }

    #[test]
    fn a_path_of_the_api_is_told_from_that_of_a_secret() {
        for reference in ["vault://secret/data/x", "vault://secret/metadata/x#y", "vault://v1/secret/data/x"] {
            assert_eq!(path(reference), Err(Mistake::ApiPath), "{reference}");
        }
        assert_eq!(path("vault://secret/data").as_deref(), Ok("secret/data"));
        assert_eq!(path("vault://x/data/y?mount=secret").as_deref(), Ok("x/data/y"));
    }

    #[test]
    fn providers_have_their_numbers_of_segments() {
        for reference in ["vault://twilio", "keyring://twilio", "keyring://a/b/c", "systemd://a/b"] {
            assert!(matches!(path(reference), Err(Mistake::Segments(..))), "{reference}");
        }
        assert_eq!(path("vault://twilio?mount=secret").as_deref(), Ok("twilio"));
    }

    #[test]
    fn a_file_is_absolute() {
        for reference in ["file://run/secrets/x", "file://~/x", "file://./x"] {
            assert_eq!(path(reference), Err(Mistake::RelativeFile), "{reference}");
        }
    }

    #[test]
    fn arns_are_those_of_secrets() {
        for reference in [
            "aws-sm:arn:aws:s3:::bucket",
            "aws-sm:arn:aws:secretsmanager:eu-west-1:1:secret:x",
            "aws-sm:arn:aws:secretsmanager:europe:000000000000:secret:x",
            "aws-sm:arn:aws:secretsmanager:eu-west-1:000000000000:secret:",
            "aws-sm:arn:aws",
        ] {
            assert_eq!(path(reference), Err(Mistake::Arn), "{reference}");
        }
        assert!(path("aws-sm:arn:aws-us-gov:secretsmanager:us-gov-east-1:000000000000:secret:a:b").is_ok());
    }

    #[test]
    fn regions_are_spelled_as_those_of_aws() {
        for region in ["eu-west-1", "us-gov-east-1", "ap-southeast-7", "us-iso-west-1"] {
            assert!(is_region(region), "{region}");
        }
        for region in ["", "eu", "eu-west", "eu-west-x", "EU-WEST-1", "eu-west-1a", "eu--1", "west-1"] {
            assert!(!is_region(region), "{region}");
        }
    }
}
