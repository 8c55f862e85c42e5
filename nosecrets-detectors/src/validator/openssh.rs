//! OpenSSH's container for private keys
//! (<https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key>).

const MAGIC: &[u8] = b"openssh-key-v1\0";

/// Whether it is a complete container. Unless it is encrypted, its secret part must begin with one
/// number twice.
pub(super) fn is_private_key(bytes: &[u8]) -> bool {
    container(bytes).is_some_and(|(cipher, secret)| cipher != b"none" || secret[..4] == secret[4..8])
}

/// The cipher's name, and the secret part.
fn container(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut rest = Strings(bytes.strip_prefix(MAGIC)?);
    let (cipher, _kdf, _options) = (rest.next()?, rest.next()?, rest.next()?);
    for _ in 0..rest.number()? {
        rest.next()?;
    }
    let secret = rest.next()?;
    (secret.len() >= 48 && secret.len() % 8 == 0).then_some((cipher, secret))
}

/// Byte strings, each with a four-byte big-endian length prefix.
pub(super) struct Strings<'a>(pub(super) &'a [u8]);

impl<'a> Strings<'a> {
    pub(super) fn number(&mut self) -> Option<u32> {
        let number = self.0.get(..4)?;
        self.0 = &self.0[4..];
        u32::try_from(super::text::number(number)).ok()
    }

    pub(super) fn next(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let text = self.0.get(..length)?;
        self.0 = &self.0[length..];
        Some(text)
    }
}
