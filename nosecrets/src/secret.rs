//! The value of a secret.

use std::fmt;
use std::hint::black_box;
use std::sync::Arc;

use secrecy::zeroize::Zeroize;
use secrecy::{ExposeSecret, SecretSlice, SecretString};

use crate::ErrorKind;

/// A secret string that is overwritten when its last owner drops it.
///
/// It has no `Display`, `Serialize` or `Deref`, so the value appears only where
/// [`expose`](Secret::expose) is written. Clones share the string: there is one copy of it in
/// memory, however many there are.
///
/// ```
/// use nosecrets::Secret;
///
/// let secret = Secret::from(String::from("value"));
/// assert_eq!(secret.expose(), "value");
/// assert_eq!(format!("{secret:?}"), "Secret([REDACTED])");
/// ```
///
/// ```compile_fail
/// println!("{}", nosecrets::Secret::from(String::from("value")));
/// ```
#[derive(Clone)]
pub struct Secret(Arc<SecretString>);

impl Secret {
    /// The value. The caller is responsible for where it goes.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Whether the value equals `other`, in a time that depends only on the two lengths.
    ///
    /// ```
    /// let secret = nosecrets::Secret::from(String::from("value"));
    /// assert!(secret.ct_eq("value"));
    /// assert!(!secret.ct_eq("valuf"));
    /// ```
    #[must_use]
    pub fn ct_eq(&self, other: impl AsRef<[u8]>) -> bool {
        ct_eq(self.expose().as_bytes(), other.as_ref())
    }

    fn copy_of(text: &str) -> Secret {
        Secret(Arc::new(SecretString::from(text)))
    }
}

/// Takes the string and overwrites the original.
impl From<String> for Secret {
    fn from(mut text: String) -> Secret {
        // Converting the string itself into a box might move it and leave a copy behind.
        let secret = Secret::copy_of(&text);
        text.zeroize();
        secret
    }
}

/// Fails if the bytes are not UTF-8. The value is shared, not copied.
impl TryFrom<SecretBytes> for Secret {
    type Error = ErrorKind;

    fn try_from(bytes: SecretBytes) -> Result<Secret, ErrorKind> {
        match bytes.0 {
            Bytes::Text(text) => Ok(text),
            Bytes::Other(_) => Err(ErrorKind::Malformed),
        }
    }
}

/// In constant time, like [`Secret::ct_eq`].
impl PartialEq for Secret {
    fn eq(&self, other: &Secret) -> bool {
        self.ct_eq(other.expose())
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([REDACTED])")
    }
}

/// A secret byte string, as providers return it. It is overwritten when its last owner drops it.
/// Clones share the bytes.
#[derive(Clone)]
pub struct SecretBytes(Bytes);

/// Values that are UTF-8 are validated at the beginning, so a string is returned without another
/// check and without a second copy.
#[derive(Clone)]
enum Bytes {
    Text(Secret),
    Other(Arc<SecretSlice<u8>>),
}

impl SecretBytes {
    /// The value. The caller is responsible for where it goes.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        match &self.0 {
            Bytes::Text(text) => text.expose().as_bytes(),
            Bytes::Other(bytes) => bytes.expose_secret(),
        }
    }

    /// Whether the value equals `other`, in a time that depends only on the two lengths.
    #[must_use]
    pub fn ct_eq(&self, other: impl AsRef<[u8]>) -> bool {
        ct_eq(self.expose(), other.as_ref())
    }
}

/// Takes the bytes and overwrites the original.
impl From<Vec<u8>> for SecretBytes {
    fn from(mut bytes: Vec<u8>) -> SecretBytes {
        let secret = match std::str::from_utf8(&bytes) {
            Ok(text) => Bytes::Text(Secret::copy_of(text)),
            Err(_) => Bytes::Other(Arc::new(SecretSlice::from(Box::<[u8]>::from(bytes.as_slice())))),
        };
        bytes.zeroize();
        SecretBytes(secret)
    }
}

/// Takes the string and overwrites the original.
impl From<String> for SecretBytes {
    fn from(text: String) -> SecretBytes {
        SecretBytes(Bytes::Text(Secret::from(text)))
    }
}

impl From<Secret> for SecretBytes {
    fn from(text: Secret) -> SecretBytes {
        SecretBytes(Bytes::Text(text))
    }
}

/// In constant time, like [`SecretBytes::ct_eq`].
impl PartialEq for SecretBytes {
    fn eq(&self, other: &SecretBytes) -> bool {
        self.ct_eq(other.expose())
    }
}

impl Eq for SecretBytes {}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretBytes([REDACTED])")
    }
}

/// Accumulates every difference and checks the sum only at the end; `black_box` prevents an
/// optimiser from leaving the loop early.
fn ct_eq(a: &[u8], b: &[u8]) -> bool {
    let difference = a.iter().zip(b).fold(0, |seen, (x, y)| black_box(seen | (x ^ y)));
    a.len() == b.len() && difference == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Secret {
        Secret::from(text.to_owned())
    }

    #[test]
    fn equality_is_that_of_the_texts() {
        for (a, b) in [("", ""), ("a", "a"), ("a", "b"), ("a", ""), ("ab", "a"), ("ba", "aa"), ("ab", "aa"), ("é", "é")]
        {
            assert_eq!(secret(a) == secret(b), a == b, "{a} {b}");
            assert_eq!(secret(a).ct_eq(b), a == b, "{a} {b}");
            let bytes = |text: &str| SecretBytes::from(text.as_bytes().to_vec());
            assert_eq!(bytes(a) == bytes(b), a == b, "{a} {b}");
        }
    }

    #[test]
    fn debug_shows_neither_value_nor_length() {
        assert_eq!(format!("{:?}", secret("value")), format!("{:?}", secret("")));
        assert_eq!(format!("{:#?}", Some(secret("value"))), "Some(\n    Secret([REDACTED]),\n)");
        for bytes in [vec![0xff], Vec::new(), b"value".to_vec()] {
            assert_eq!(format!("{:?}", SecretBytes::from(bytes)), "SecretBytes([REDACTED])");
        }
    }

    #[test]
    fn a_secret_can_be_sent_and_shared() {
        fn is_send_and_sync<T: Send + Sync>() {}
        is_send_and_sync::<Secret>();
        is_send_and_sync::<SecretBytes>();
    }

    #[test]
    fn clones_and_conversions_share_one_copy() {
        let bytes = SecretBytes::from(b"value".to_vec());
        let text = Secret::try_from(bytes.clone()).unwrap();
        let back = SecretBytes::from(text.clone());
        for other in [bytes.expose(), back.expose()] {
            assert_eq!(other.as_ptr(), text.expose().as_ptr());
        }
    }

    #[test]
    fn bytes_that_are_no_text_stay_bytes() {
        let bytes = SecretBytes::from(vec![0xff, 0]);
        assert_eq!(bytes.expose(), [0xff, 0]);
        assert_eq!(Secret::try_from(bytes).unwrap_err(), ErrorKind::Malformed);
    }
}
