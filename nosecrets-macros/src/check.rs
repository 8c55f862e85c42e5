//! Validates literals: a literal is a reference to a place, or a mistake.

use nosecrets_detectors::context::Words;
use nosecrets_detectors::judge::{Match, Names};
use nosecrets_detectors::{entropy, Group, Redacted, BUILTIN};

use crate::error::Error;
use crate::input::Argument;
use crate::mistake::Mistake;
use crate::reference::{self, has, Place};

/// The places that the arguments refer to, in order.
pub(crate) fn places(arguments: &[Argument]) -> Result<Vec<Place>, Error> {
    let mut places = Vec::with_capacity(arguments.len());
    for argument in arguments {
        let place = next_place(&argument.value, &places).map_err(|mistake| Error::at(argument.span, mistake))?;
        places.push(place);
    }
    Ok(places)
}

/// The place that `value` refers to, as the one after those in `before`.
pub(crate) fn next_place(value: &str, before: &[Place]) -> Result<Place, Mistake> {
    match place(value) {
        Ok(place) if before.contains(&place) => Err(Mistake::Repeated),
        // A fallback that is not a name was meant as a default value. A single word may be a
        // password.
        Err(Mistake::NotAName(proposal)) if !before.is_empty() => {
            Err(Mistake::NotAFallback(proposal.filter(|name| has(name, b'_'))))
        }
        place => place,
    }
}

/// The place that `value` refers to.
///
/// Credentials are checked for first, because some of them, such as AWS access keys, are
/// well-formed names.
pub(crate) fn place(value: &str) -> Result<Place, Mistake> {
    // There are no names around an argument, so only credentials with a distinctive shape are
    // found.
    let nothing = Words::new();
    if let Some(Credential { title, env, redacted }) = credential(value.as_bytes(), Names::all(&nothing)) {
        return Err(Mistake::Credential { title, env, redacted });
    }
    let place = match reference::place(value) {
        Some(place) => place?,
        None => Place { scheme: "env", path: value.to_owned(), params: Vec::new(), field: None },
    };
    if place.scheme == "env" {
        variable(&place.path)?;
    }
    Ok(place)
}

/// Checks that `name` is the name of a variable.
fn variable(name: &str) -> Result<(), Mistake> {
    if name.trim().is_empty() {
        Err(Mistake::Empty)
    } else if is_random(name) {
        Err(Mistake::Random(Redacted::new(name.as_bytes(), 0)))
    } else if is_name(name) {
        Ok(())
    } else {
        Err(Mistake::NotAName(respelled(name)))
    }
}

/// The kind of a credential, and what may be shown of it.
pub(crate) struct Credential {
    pub(crate) title: &'static str,
    pub(crate) env: &'static str,
    pub(crate) redacted: Redacted,
}

/// The most certain credential in `value`, given the names around it.
pub(crate) fn credential(value: &[u8], names: Names<'_>) -> Option<Credential> {
    let mut first: Option<Match> = None;
    for found in BUILTIN.find(value, names, value) {
        let is_first = first.map_or(true, |first| found.rank() >= first.rank());
        if is_first && found.detector.group() == Group::Credential {
            first = Some(found);
        }
    }
    first.map(|found| {
        let redacted = Redacted::new(&value[found.start..found.end], found.detector.public_prefix.into());
        Credential { title: found.detector.title, env: found.detector.env, redacted }
    })
}

/// Whether every shell, container and CI system can set a variable with this name: POSIX (XBD 8.1)
/// reserves upper-case letters, digits and `_` for them.
fn is_name(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    name.bytes().all(is_part)
        && name.bytes().any(|byte| byte.is_ascii_uppercase())
        && !name.starts_with(|first: char| first.is_ascii_digit())
}

/// Minimum length of a run of letters and digits to be tested for randomness, in bytes.
const MIN_RANDOM: usize = 16;

/// Whether a part of `name` is random rather than words.
fn is_random(name: &str) -> bool {
    let parts = name.split(|c: char| !c.is_ascii_alphanumeric());
    is_uuid(name) || parts.map(str::as_bytes).any(is_random_run)
}

/// In words, digits are together at an end. In random text they alternate with letters: about every
/// fifth byte of base 64 is a digit, and every second of hex.
fn is_random_run(run: &[u8]) -> bool {
    let changes = run.windows(2).filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit()).count();
    run.len() >= MIN_RANDOM && changes >= 4 && changes * 6 >= run.len() && entropy::is_at_least(run, 30)
}

/// Whether it is 32 hexadecimal digits in five groups (RFC 9562, section 4).
fn is_uuid(name: &str) -> bool {
    let fits = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    name.len() == 36 && name.bytes().enumerate().all(fits)
}

/// The name that was probably meant, in the spelling of a variable.
///
/// A single word with a digit could be a password, which no message repeats.
fn respelled(name: &str) -> Option<String> {
    let mut spelled = String::with_capacity(name.len());
    let mut before = '_';
    for c in name.trim_matches(|c| matches!(c, '$' | '{' | '}' | '%' | ' ')).chars() {
        let is_hump = before.is_ascii_lowercase() && c.is_ascii_uppercase();
        let is_gap = matches!(c, '_' | '-' | '.' | ' ' | '/');
        if is_hump || (is_gap && before != '_') {
            spelled.push('_');
        }
        if !is_gap {
            spelled.push(c.to_ascii_uppercase());
        }
        before = if is_gap { '_' } else { c };
    }
    let reads_like_a_password = !has(&spelled, b'_') && spelled.bytes().any(|byte| byte.is_ascii_digit());
    (is_name(&spelled) && !reads_like_a_password).then_some(spelled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(value: &str) -> Result<String, Mistake> {
        place(value).map(|place| place.path)
    }

    #[test]
    fn names_of_variables_are_taken() {
        for name in ["TOKEN", "TWILIO_AUTH_TOKEN", "_X", "OAUTH2_CLIENT_SECRET_V2", "S3_K8S_EU1_V2_X1_TOKEN"] {
            assert_eq!(path(name).as_deref(), Ok(name));
        }
        assert_eq!(path("env://TOKEN").as_deref(), Ok("TOKEN"));
    }

    #[test]
    fn every_name_that_we_propose_ourselves_is_taken() {
        for detector in BUILTIN.detectors() {
            assert_eq!(path(detector.env).as_deref(), Ok(detector.env), "{}", detector.id);
        }
    }

    #[test]
    fn a_credential_is_refused_wherever_it_stands() {
        let canary: String = "nosecrets_canary_".chars().chain("tbl9pxm3wkv0rz7q".chars().rev()).collect();
        for value in [canary.clone(), format!("env://{canary}"), format!("x={canary};")] {
            let Err(Mistake::Credential { title, env, redacted }) = place(&value) else {
                panic!("taken or misjudged: {}", value.len());
            };
            assert_eq!((title, env), ("nosecrets canary token", "NOSECRETS_CANARY"));
            assert_eq!(redacted.token_len(), canary.len());
        }
    }

    #[test]
    fn nothing_is_no_name() {
        for value in ["", " ", "\n\t", "env://", "env:// "] {
            assert_eq!(place(value), Err(Mistake::Empty), "{value:?}");
        }
    }

    #[test]
    fn random_draws_are_no_names() {
        let (hex, base32, base64) = ("9f86d081884c7d65", "JBSW7Y3D2PEHPK3PX", "q7Zr0vKw3mXp9LbT2sYe");
        let uuid = ["9f86d081", "884c", "7d65", "9a2f", "eaa0c55ad015"].join("-");
        for value in [hex, base32, base64, &uuid, &format!("KEY_{base32}"), &format!("env://{base32}")] {
            assert!(matches!(place(value), Err(Mistake::Random(_))), "{value}");
        }
    }

    #[test]
    fn the_right_spelling_is_proposed() {
        for name in [
            "twilio_auth_token",
            "Twilio_Auth_Token",
            "twilio-auth-token",
            "twilio.auth.token",
            "twilioAuthToken",
            "TwilioAuthToken",
            "$TWILIO_AUTH_TOKEN",
            "${TWILIO_AUTH_TOKEN}",
            "%TWILIO_AUTH_TOKEN%",
            " TWILIO_AUTH_TOKEN ",
            "TWILIO AUTH TOKEN",
            "twilio/auth_token",
            "env://twilio_auth_token",
        ] {
            assert_eq!(place(name), Err(Mistake::NotAName(Some("TWILIO_AUTH_TOKEN".into()))), "{name}");
        }
    }

    #[test]
    fn what_reads_like_a_password_is_not_repeated() {
        for name in ["hunter2", "p@ssw0rd!", "2fa_token", "größe", "A=B", "1234", "_"] {
            assert_eq!(place(name), Err(Mistake::NotAName(None)), "{name}");
        }
    }
}
