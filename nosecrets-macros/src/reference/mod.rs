//! Parses references such as `vault://secret/twilio?version=3#api_key`.
//!
//! ```text
//! reference = scheme "://" path [ "?" param *( "&" param ) ] [ "#" field ]
//!           / "aws-sm:" ARN [ "?" … ] [ "#" … ]
//! path      = segment *( "/" segment )   ; percent-encoded, none of them "", "." or ".."
//! param     = key "=" value
//! field     = name / JSON pointer        ; RFC 6901, percent-encoded
//! ```
//!
//! * `scheme`: what each provider accepts
//! * `foreign`: addresses, logins, and other tools' names for the providers
//! * `path`, `params`, `field`: the parts
//! * `decode`: percent-encoding

mod decode;
mod field;
mod foreign;
mod params;
mod path;
mod scheme;

use crate::mistake::Mistake;

pub(crate) use scheme::{Scheme, SCHEMES};

/// The location of a secret, validated and decoded.
#[derive(PartialEq, Eq)]
#[cfg_attr(test, derive(Debug))]
pub(crate) struct Place {
    pub(crate) scheme: &'static str,
    pub(crate) path: String,
    pub(crate) params: Vec<(&'static str, String)>,
    pub(crate) field: Option<String>,
}

/// The parts of a reference, not yet decoded.
#[cfg_attr(test, derive(Debug, PartialEq, Eq))]
struct Parts<'a> {
    path: &'a str,
    query: Option<&'a str>,
    field: Option<&'a str>,
}

/// The place that `reference` refers to; `None` if it has no scheme, and so can only be the name of
/// a variable.
///
/// No variable's name contains a colon, so a string with one is meant as a reference.
pub(crate) fn place(reference: &str) -> Option<Result<Place, Mistake>> {
    let (scheme, rest) = reference.split_once(':')?;
    Some(foreign::check(reference).and_then(|()| of_scheme(Scheme::of(scheme)?, rest)))
}

fn of_scheme(scheme: &'static Scheme, rest: &str) -> Result<Place, Mistake> {
    let is_arn = scheme.name == "aws-sm" && rest.starts_with("arn:");
    let rest = match rest.strip_prefix("//") {
        Some(rest) => rest,
        None if is_arn => rest,
        None => return Err(Mistake::NoSlashes(scheme)),
    };
    let parts = split(rest)?;
    let path = if is_arn { path::arn(parts.path)? } else { path::check(scheme, &parts)? };
    let params = parts.query.map_or_else(|| Ok(Vec::new()), |query| params::check(scheme, query, is_arn))?;
    let field = parts.field.map(field::check).transpose()?;
    scheme.is_there(field.is_some())?;
    Ok(Place { scheme: scheme.name, path, params, field })
}

/// Whether `text` contains an ASCII character. `str::contains` would compile the standard library's
/// string searchers too.
pub(crate) fn has(text: &str, wanted: u8) -> bool {
    text.as_bytes().contains(&wanted)
}

/// Splits what follows the scheme into its three parts.
fn split(rest: &str) -> Result<Parts<'_>, Mistake> {
    let (before, field) = match rest.split_once('#') {
        Some((before, field)) => (before, Some(field)),
        None => (rest, None),
    };
    match field {
        Some(field) if has(field, b'#') => return Err(Mistake::SecondField),
        Some(field) if has(field, b'?') => return Err(Mistake::ParamsAfterField),
        _ => {}
    }
    let (path, query) = match before.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (before, None),
    };
    Ok(Parts { path, query, field })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(reference: &str) -> Result<Place, Mistake> {
        place(reference).expect("a scheme")
    }

    fn new(scheme: &'static str, path: &str) -> Place {
        Place { scheme, path: path.into(), params: Vec::new(), field: None }
    }

    #[test]
    fn a_name_alone_is_no_reference() {
        assert_eq!(place("TOKEN"), None);
        assert_eq!(place(""), None);
    }

    #[test]
    fn every_example_of_a_scheme_is_taken() {
        for scheme in SCHEMES {
            let place = of(scheme.example).unwrap_or_else(|mistake| panic!("{}: {mistake}", scheme.example));
            assert_eq!(place.scheme, scheme.name);
        }
    }

    #[test]
    fn paths_are_decoded() {
        for (reference, place) in [
            ("env://TOKEN", new("env", "TOKEN")),
            ("file:///run/secrets/x", new("file", "/run/secrets/x")),
            ("systemd://api-key", new("systemd", "api-key")),
            ("keyring://my%20app/alice@example.com", new("keyring", "my app/alice@example.com")),
            ("vault://secret/twilio", new("vault", "secret/twilio")),
            ("vault://team%20a/gr%C3%B6%C3%9Fe/x", new("vault", "team a/größe/x")),
            ("aws-sm://prod/twilio", new("aws-sm", "prod/twilio")),
            ("aws-sm://rds!db-1", new("aws-sm", "rds!db-1")),
            ("conjur://prod/twilio/api_key", new("conjur", "prod/twilio/api_key")),
            (
                "aws-sm:arn:aws:secretsmanager:eu-west-1:000000000000:secret:prod/x-AbCdEf",
                new("aws-sm", "arn:aws:secretsmanager:eu-west-1:000000000000:secret:prod/x-AbCdEf"),
            ),
        ] {
            assert_eq!(of(reference), Ok(place), "{reference}");
        }
    }

    #[test]
    fn parameters_and_field_are_taken_apart() {
        let place = of("vault://data/twilio?version=3&kv=2&mount=team/kv#/a~1b/c%20d").expect("right");
        assert_eq!(place.path, "data/twilio");
        assert_eq!(place.params, [("version", "3".into()), ("kv", "2".into()), ("mount", "team/kv".into())]);
        assert_eq!(place.field.as_deref(), Some("/a~1b/c d"));
    }

    #[test]
    fn the_order_of_the_parts_is_fixed() {
        assert_eq!(of("vault://secret/x#key?version=3"), Err(Mistake::ParamsAfterField));
        assert_eq!(of("vault://secret/x#a#b"), Err(Mistake::SecondField));
        assert!(matches!(of("vault:secret/x#key"), Err(Mistake::NoSlashes(scheme)) if scheme.name == "vault"));
    }
}
