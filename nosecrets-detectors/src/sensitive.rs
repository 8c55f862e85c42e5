//! The only types that hold a value or show it.

use core::fmt;

/// Bytes that may be a credential.
///
/// It deliberately lacks `Display`, `Debug`, `Serialize` and `Deref`: the compiler keeps the value
/// out of reports, logs and panics.
#[derive(Clone, PartialEq, Eq)]
pub struct Sensitive(Vec<u8>);

impl Sensitive {
    /// Wraps the bytes.
    #[must_use]
    pub fn new(bytes: impl Into<Vec<u8>>) -> Sensitive {
        Sensitive(bytes.into())
    }

    /// The bytes, for matching. The caller is responsible for not showing them.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Sensitive {
    fn drop(&mut self) {
        // Best effort: without `unsafe`, nothing prevents an optimiser from removing this, and
        // `black_box` is the strongest hint there is.
        self.0.fill(0);
        core::hint::black_box(&self.0);
    }
}

/// The parts of a credential that may be shown: its public prefix and its length.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Redacted {
    prefix: String,
    len: usize,
}

/// Length of the longest prefix that is ever shown, in bytes.
pub const MAX_SHOWN: usize = 8;

impl Redacted {
    /// Keeps `public_prefix` bytes of the token (at most [`MAX_SHOWN`]) and its length.
    #[must_use]
    pub fn new(token: &[u8], public_prefix: usize) -> Redacted {
        let shown = public_prefix.min(MAX_SHOWN).min(token.len() / 2);
        let prefix =
            token[..shown].iter().take_while(|byte| byte.is_ascii_graphic()).map(|&byte| char::from(byte)).collect();
        Redacted { prefix, len: token.len() }
    }

    /// The public prefix; empty if the kind has none.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Length of the whole token, in bytes.
    #[must_use]
    pub fn token_len(&self) -> usize {
        self.len
    }
}

impl fmt::Display for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}… ({} bytes)", self.prefix, self.len)
    }
}
