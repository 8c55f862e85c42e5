//! The location of a secret: a scheme, a path, parameters and a field.

use std::fmt::{self, Write as _};

/// Names one secret at one provider, such as `vault://secret/twilio#api_key`.
///
/// A place is not secret: it may be printed, logged and committed. Addresses and credentials of a
/// server are never part of it. `env_secret!` makes places from validated references; all parts are
/// already decoded.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    scheme: &'static str,
    path: &'static str,
    params: &'static [(&'static str, &'static str)],
    field: Option<&'static str>,
}

impl Place {
    /// The secret `path` at the provider that is registered for `scheme`.
    #[must_use]
    pub const fn new(scheme: &'static str, path: &'static str) -> Place {
        Place { scheme, path, params: &[], field: None }
    }

    /// Adds parameters, such as `[("version", "3")]`.
    #[must_use]
    pub const fn with_params(mut self, params: &'static [(&'static str, &'static str)]) -> Place {
        self.params = params;
        self
    }

    /// Adds a field: a name, or a JSON pointer (RFC 6901) if it begins with `/`.
    #[must_use]
    pub const fn with_field(mut self, field: &'static str) -> Place {
        self.field = Some(field);
        self
    }

    /// The provider's name in references, such as `vault`.
    #[must_use]
    pub const fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// The secret's name at the provider.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// The value of the parameter `key`.
    #[must_use]
    pub fn param(&self, key: &str) -> Option<&'static str> {
        self.params.iter().find(|(name, _)| *name == key).map(|(_, value)| *value)
    }

    /// The field to extract from the value.
    #[must_use]
    pub const fn field(&self) -> Option<&'static str> {
        self.field
    }
}

/// Writes the reference as in `env_secret!`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_arn = self.scheme == "aws-sm" && self.path.starts_with("arn:");
        write!(f, "{}:{}", self.scheme, if is_arn { "" } else { "//" })?;
        write_encoded(f, self.path, "/:")?;
        for (at, (key, value)) in self.params.iter().enumerate() {
            write!(f, "{}{key}=", if at == 0 { '?' } else { '&' })?;
            write_encoded(f, value, "/:")?;
        }
        let Some(field) = self.field else { return Ok(()) };
        f.write_char('#')?;
        write_encoded(f, field, "/")
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({self})")
    }
}

/// Percent-encodes all but the unreserved characters of RFC 3986, section 2.3, and those in `also`.
fn write_encoded(f: &mut fmt::Formatter<'_>, text: &str, also: &str) -> fmt::Result {
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || "-._~".contains(c) || also.contains(c) || !c.is_ascii() {
            f.write_char(c)?;
        } else {
            write!(f, "%{:02X}", u32::from(c))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_shown_as_it_is_written() {
        let vault = Place::new("vault", "secret/twilio").with_field("api_key");
        assert_eq!(vault.to_string(), "vault://secret/twilio#api_key");
        assert_eq!(format!("{vault:?}"), "Place(vault://secret/twilio#api_key)");
        let aws = Place::new("aws-sm", "prod/a b").with_params(&[("region", "eu-west-1"), ("stage", "AWSPREVIOUS")]);
        assert_eq!(aws.to_string(), "aws-sm://prod/a%20b?region=eu-west-1&stage=AWSPREVIOUS");
        let arn = Place::new("aws-sm", "arn:aws:secretsmanager:eu-west-1:1:secret:x").with_field("/a/b");
        assert_eq!(arn.to_string(), "aws-sm:arn:aws:secretsmanager:eu-west-1:1:secret:x#/a/b");
        assert_eq!(Place::new("file", "/run/secrets/x").to_string(), "file:///run/secrets/x");
    }
}
