//! The value of a secret.

use std::fmt;
use std::hint::black_box;

use secrecy::zeroize::Zeroize;
use secrecy::{ExposeSecret, SecretString};

/// A secret text that is overwritten when dropped.
///
/// There is no `Display`, `Serialize` or `Deref`, so the value appears only
/// where [`expose`](Secret::expose) is written. There is no `Clone` either:
/// each copy is one more to be overwritten; share a reference or an `Arc`.
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
pub struct Secret(SecretString);

impl Secret {
    /// The value. Whoever calls this answers for where it goes.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Whether the value is `other`, in a time that depends only on the two
    /// lengths.
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
}

/// Keeps every difference and looks at the sum only at the end; `black_box`
/// stops an optimiser from leaving the loop early.
fn ct_eq(a: &[u8], b: &[u8]) -> bool {
    let difference = a.iter().zip(b).fold(0, |seen, (x, y)| black_box(seen | (x ^ y)));
    a.len() == b.len() && difference == 0
}

/// Takes the text over and overwrites the original.
impl From<String> for Secret {
    fn from(mut text: String) -> Secret {
        // Turning the string itself into a box might move it and leave a copy
        // behind.
        let copy = SecretString::from(Box::<str>::from(text.as_str()));
        text.zeroize();
        Secret(copy)
    }
}

/// In constant time, as [`Secret::ct_eq`].
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
        }
    }

    #[test]
    fn debug_shows_neither_value_nor_length() {
        assert_eq!(format!("{:?}", secret("value")), format!("{:?}", secret("")));
        assert_eq!(format!("{:#?}", Some(secret("value"))), "Some(\n    Secret([REDACTED]),\n)");
    }

    #[test]
    fn a_secret_can_be_sent_and_shared() {
        fn is_send_and_sync<T: Send + Sync>() {}
        is_send_and_sync::<Secret>();
    }
}
