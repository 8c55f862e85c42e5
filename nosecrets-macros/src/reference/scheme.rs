//! Schemes of references, each of which selects a provider.

use nosecrets_detectors::nearest::distance;

use crate::mistake::Mistake;

/// What a provider accepts.
#[cfg_attr(test, derive(Debug, PartialEq, Eq))]
pub(crate) struct Scheme {
    /// Its name in references.
    pub(crate) name: &'static str,
    /// The feature of `nosecrets` that it needs, and whether it is enabled.
    pub(crate) feature: Option<(&'static str, bool)>,
    /// Its parameters.
    pub(crate) params: &'static [&'static str],
    /// A correct reference.
    pub(crate) example: &'static str,
}

const AWS: (&str, bool) = ("aws", cfg!(any(test, feature = "aws")));
const CONJUR: (&str, bool) = ("conjur", cfg!(any(test, feature = "conjur")));
const JSON: (&str, bool) = ("json", cfg!(any(test, feature = "json")));
const KEYRING: (&str, bool) = ("keyring", cfg!(any(test, feature = "keyring")));
const VAULT: (&str, bool) = ("vault", cfg!(any(test, feature = "vault")));

/// All schemes.
pub(crate) const SCHEMES: &[Scheme] = &[
    Scheme { name: "env", feature: None, params: &[], example: "env://TWILIO_AUTH_TOKEN" },
    Scheme { name: "file", feature: None, params: &[], example: "file:///run/secrets/twilio" },
    Scheme { name: "systemd", feature: None, params: &[], example: "systemd://twilio" },
    Scheme { name: "keyring", feature: Some(KEYRING), params: &[], example: "keyring://twilio/auth_token" },
    Scheme {
        name: "vault",
        feature: Some(VAULT),
        params: &["version", "kv", "mount"],
        example: "vault://secret/twilio#auth_token",
    },
    Scheme {
        name: "aws-sm",
        feature: Some(AWS),
        params: &["region", "stage", "version_id"],
        example: "aws-sm://prod/twilio#auth_token",
    },
    Scheme {
        name: "conjur",
        feature: Some(CONJUR),
        params: &["account", "version"],
        example: "conjur://prod/twilio/auth_token",
    },
];

/// Other tools' names for our providers.
const ALIASES: &[(&str, &str)] = &[
    ("aws", "aws-sm"),
    ("awssecrets", "aws-sm"),
    ("awssecretsmanager", "aws-sm"),
    ("aws-secrets-manager", "aws-sm"),
    ("secretsmanager", "aws-sm"),
    ("sm", "aws-sm"),
    ("bao", "vault"),
    ("openbao", "vault"),
    ("hashivault", "vault"),
    ("envvar", "env"),
    ("environment", "env"),
    ("path", "file"),
    ("credential", "systemd"),
    ("keychain", "keyring"),
    ("secret-service", "keyring"),
];

impl Scheme {
    /// The scheme with this name.
    pub(crate) fn of(name: &str) -> Result<&'static Scheme, Mistake> {
        let known = SCHEMES.iter().find(|scheme| scheme.name == name);
        known.ok_or_else(|| Mistake::UnknownScheme(nearest(name)))
    }

    /// Checks that the feature that the reference needs is enabled.
    pub(super) fn is_there(&'static self, has_field: bool) -> Result<(), Mistake> {
        match self.feature {
            Some((feature, false)) => Err(Mistake::NoProvider { scheme: self.name, feature }),
            // Servers send JSON in any case.
            _ if has_field && !JSON.1 && self.params.is_empty() => Err(Mistake::NoFields { feature: JSON.0 }),
            _ => Ok(()),
        }
    }
}

/// The scheme that was probably meant.
fn nearest(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let name = name.strip_prefix("ref+").unwrap_or(&name);
    let alias = ALIASES.iter().find(|(alias, _)| *alias == name).map(|&(_, meant)| meant);
    alias.or_else(|| near(name, &mut SCHEMES.iter().map(|scheme| scheme.name)))
}

/// The one of `known` that is at most two typing errors away.
pub(super) fn near(name: &str, known: &mut dyn Iterator<Item = &'static str>) -> Option<&'static str> {
    let mut nearest: Option<(usize, &str)> = None;
    for known in known {
        let slips = distance(known, name);
        // A short word is two errors away from nearly everything.
        let is_near = slips <= 2 && slips + 1 < known.len();
        if is_near && nearest.map_or(true, |nearest| (slips, known) < nearest) {
            nearest = Some((slips, known));
        }
    }
    nearest.map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_that_was_meant_is_proposed() {
        for (name, meant) in [
            ("valt", Some("vault")),
            ("Vault", Some("vault")),
            ("awssm", Some("aws-sm")),
            ("AWSSecrets", Some("aws-sm")),
            ("ref+vault", Some("vault")),
            ("bao", Some("vault")),
            ("ENV", Some("env")),
            ("enw", Some("env")),
            ("fil", Some("file")),
            ("op", None),
            ("gcp-sm", None),
            ("postgres", None),
        ] {
            assert_eq!(Scheme::of(name), Err(Mistake::UnknownScheme(meant)), "{name}");
        }
    }

    #[test]
    fn aliases_lead_to_schemes() {
        for (alias, meant) in ALIASES {
            assert!(Scheme::of(meant).is_ok() && Scheme::of(alias).is_err(), "{alias}");
        }
    }
}
