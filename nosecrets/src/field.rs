//! Extracts a field from a value in JSON.
//!
//! The text is not parsed into a tree: everything else stays in a buffer that is overwritten when
//! dropped. `serde_json` decodes a string with escapes in its own buffer, which is freed without
//! being overwritten.

use crate::{Failure, SecretBytes};

/// The field `field` of `value`, or the whole value if there is no field.
///
/// A field is a name at the top level, or a JSON pointer (RFC 6901) if it begins with `/`. A string
/// is returned without quotes, anything else as its JSON text.
///
/// # Errors
/// `Malformed` if the value is not JSON or the pointer is invalid, `NotFound` if there is no such
/// field or it is `null`, `Missing` if there is a field but the feature `json` is not enabled.
pub(crate) fn take(value: SecretBytes, field: Option<&str>) -> Result<SecretBytes, Failure> {
    match field {
        Some(field) => of_json(&value, field),
        None => Ok(value),
    }
}

#[cfg(not(feature = "json"))]
fn of_json(_: &SecretBytes, _: &str) -> Result<SecretBytes, Failure> {
    Err(Failure::new(crate::ErrorKind::Missing, "fields need the feature `json` of the crate nosecrets"))
}

#[cfg(feature = "json")]
use json::of_json;

#[cfg(feature = "json")]
mod json {
    use std::collections::BTreeMap;

    use serde_json::value::RawValue;

    use crate::{ErrorKind, Failure, SecretBytes};

    /// serde_json's own error would quote the value.
    fn malformed() -> Failure {
        Failure::new(ErrorKind::Malformed, "a field is requested, but the value is not JSON")
    }

    pub(super) fn of_json(value: &SecretBytes, field: &str) -> Result<SecretBytes, Failure> {
        let mut at: &RawValue = serde_json::from_slice(value.expose()).map_err(|_| malformed())?;
        for name in names(field)? {
            at = child(at, &name)?;
        }
        let text = at.get();
        if text == "null" {
            return Err(Failure::new(ErrorKind::NotFound, "the field is null"));
        }
        if !text.starts_with('"') {
            return Ok(SecretBytes::from(text.as_bytes().to_vec()));
        }
        let decoded: String = serde_json::from_str(text).map_err(|_| malformed())?;
        Ok(SecretBytes::from(decoded.into_bytes()))
    }

    /// The names on the path from the top level to the field.
    fn names(field: &str) -> Result<Vec<String>, Failure> {
        let Some(pointer) = field.strip_prefix('/') else { return Ok(vec![field.to_owned()]) };
        pointer.split('/').map(unescaped).collect()
    }

    /// Decodes `~1` to `/` and `~0` to `~`; any other `~` is an error.
    fn unescaped(name: &str) -> Result<String, Failure> {
        if name.split('~').skip(1).any(|rest| !rest.starts_with(['0', '1'])) {
            return Err(Failure::new(ErrorKind::Malformed, "the field is not a JSON pointer: `~` stands alone"));
        }
        Ok(name.replace("~1", "/").replace("~0", "~"))
    }

    fn child<'a>(parent: &'a RawValue, name: &str) -> Result<&'a RawValue, Failure> {
        let text = parent.get();
        let child = match text.as_bytes().first() {
            Some(b'{') => {
                serde_json::from_str::<BTreeMap<String, &RawValue>>(text).map_err(|_| malformed())?.remove(name)
            }
            Some(b'[') => element(serde_json::from_str(text).map_err(|_| malformed())?, name),
            _ => None,
        };
        child.ok_or_else(|| Failure::new(ErrorKind::NotFound, "the value has no such field"))
    }

    /// The element at the index in `name`, a number without leading zeros.
    fn element<'a>(elements: Vec<&'a RawValue>, name: &str) -> Option<&'a RawValue> {
        let index: usize = name.parse().ok()?;
        elements.into_iter().nth(index).filter(|_| index.to_string() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    fn value(text: &str) -> SecretBytes {
        SecretBytes::from(text.as_bytes().to_vec())
    }

    #[test]
    fn without_a_field_the_value_is_given_as_it_is() {
        for text in ["", "plain", "{\"a\": 1}"] {
            assert_eq!(take(value(text), None).unwrap().expose(), text.as_bytes());
        }
    }

    #[cfg(not(feature = "json"))]
    #[test]
    fn a_field_names_the_feature_that_it_needs() {
        let failure = take(value("{}"), Some("a")).unwrap_err();
        assert_eq!(failure.kind, ErrorKind::Missing);
        assert!(failure.detail.contains("`json`"), "{failure:?}");
    }

    #[cfg(feature = "json")]
    fn field(text: &str, field: &str) -> Result<String, ErrorKind> {
        let taken = take(value(text), Some(field)).map_err(|failure| failure.kind)?;
        Ok(String::from_utf8(taken.expose().to_vec()).unwrap())
    }

    #[cfg(feature = "json")]
    #[test]
    fn a_name_is_looked_for_at_the_top() {
        let text =
            r#" {"api_key": "a\"é\u00e9\n", "a/b": "slash", "~": "tilde", "": "none", "n": {"api_key": "inner"}} "#;
        assert_eq!(field(text, "api_key").unwrap(), "a\"éé\n");
        assert_eq!(field(text, "a/b").unwrap(), "slash");
        assert_eq!(field(text, "~").unwrap(), "tilde");
        assert_eq!(field(text, "").unwrap(), "none");
        assert_eq!(field(text, "inner"), Err(ErrorKind::NotFound));
    }

    #[cfg(feature = "json")]
    #[test]
    fn a_pointer_leads_into_objects_and_arrays() {
        let text = r#"{"a": {"b/c": [{"~": "found"}, "second"]}, "": {"": "empty names"}}"#;
        assert_eq!(field(text, "/a/b~1c/0/~0").unwrap(), "found");
        assert_eq!(field(text, "/a/b~1c/1").unwrap(), "second");
        assert_eq!(field(text, "//").unwrap(), "empty names");
        for absent in ["/a/b~1c/2", "/a/b~1c/01", "/a/b~1c/-", "/a/b~1c/+1", "/a/x", "/a/b~1c/1/x", "/x"] {
            assert_eq!(field(text, absent), Err(ErrorKind::NotFound), "{absent}");
        }
        for wrong in ["/a~", "/a~2", "/~/b"] {
            assert_eq!(field(text, wrong), Err(ErrorKind::Malformed), "{wrong}");
        }
    }

    #[cfg(feature = "json")]
    #[test]
    fn what_is_no_string_is_given_as_its_text() {
        let text = r#"{"n": 1.50, "t": true, "o": {"a": [1, 2]}, "z": null, "e": ""}"#;
        assert_eq!(field(text, "n").unwrap(), "1.50");
        assert_eq!(field(text, "t").unwrap(), "true");
        assert_eq!(field(text, "o").unwrap(), r#"{"a": [1, 2]}"#);
        assert_eq!(field(text, "e").unwrap(), "");
        assert_eq!(field(text, "z"), Err(ErrorKind::NotFound));
    }

    #[cfg(feature = "json")]
    #[test]
    fn what_is_not_json_is_malformed_and_not_quoted() {
        for text in ["", "plain", "{\"a\": ", "{\"a\": 1} x", "\u{fffd}"] {
            let failure = take(value(text), Some("a")).unwrap_err();
            assert_eq!(failure.kind, ErrorKind::Malformed);
            assert!(!failure.detail.contains("plain"), "{failure:?}");
        }
        assert_eq!(take(SecretBytes::from(vec![b'"', 0xff, b'"']), Some("a")).unwrap_err().kind, ErrorKind::Malformed);
    }
}
