//! JSON responses that are overwritten when dropped.

use secrecy::zeroize::Zeroize;
use serde_json::Value;

use crate::{ErrorKind, Failure};

/// A document whose strings are overwritten when it is dropped.
pub(crate) struct Json(Value);

impl Json {
    /// Parses `bytes`.
    ///
    /// # Errors
    /// If they are not JSON. The error does not quote them.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Json, Failure> {
        let value = serde_json::from_slice(bytes);
        value.map(Json).map_err(|_| Failure::new(ErrorKind::Malformed, "the response is not JSON"))
    }

    /// The value at `pointer` (RFC 6901), unless it is `null`.
    #[cfg(feature = "vault")]
    pub(crate) fn at(&self, pointer: &str) -> Option<&Value> {
        self.0.pointer(pointer).filter(|value| !value.is_null())
    }

    /// The string at `pointer`.
    pub(crate) fn text(&self, pointer: &str) -> Option<&str> {
        self.0.pointer(pointer)?.as_str()
    }

    /// The string under `name` in the document.
    #[cfg(feature = "conjur")]
    pub(crate) fn member(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    /// The whole number at `pointer`.
    pub(crate) fn number(&self, pointer: &str) -> Option<u64> {
        self.0.pointer(pointer)?.as_u64()
    }

    /// The document, serialised.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        self.0.to_string().into_bytes()
    }

    /// Whether the value at `pointer` is `true`.
    #[cfg(feature = "vault")]
    pub(crate) fn is_true(&self, pointer: &str) -> bool {
        self.0.pointer(pointer).and_then(Value::as_bool).unwrap_or(false)
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Json {
        Json(value)
    }
}

impl Drop for Json {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

/// Overwrites the strings of `value`. Names of fields are not secret.
fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(values) => values.iter_mut().for_each(wipe),
        Value::Object(fields) => fields.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
