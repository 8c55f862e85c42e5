//! As much of DER (ITU-T X.690) as private keys need: a sequence of values.

use super::text::number;

/// INTEGER.
pub(crate) const INTEGER: u8 = 0x02;
/// OCTET STRING.
pub(crate) const OCTETS: u8 = 0x04;
/// OBJECT IDENTIFIER.
pub(crate) const OID: u8 = 0x06;
/// SEQUENCE.
pub(crate) const SEQUENCE: u8 = 0x30;

/// The values that have not been read.
pub(crate) struct Der<'a>(pub(crate) &'a [u8]);

impl<'a> Der<'a> {
    /// The contents of a SEQUENCE that spans all of `bytes`.
    pub(crate) fn sequence(bytes: &'a [u8]) -> Option<Der<'a>> {
        let mut outer = Der(bytes);
        let inner = outer.next(SEQUENCE)?;
        outer.is_empty().then_some(Der(inner))
    }

    /// Whether everything has been read.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The contents of the next value, if it has this tag.
    pub(crate) fn next(&mut self, tag: u8) -> Option<&'a [u8]> {
        (self.0.first() == Some(&tag)).then(|| self.any())?
    }

    /// The magnitude of the next value, a non-negative INTEGER.
    pub(crate) fn unsigned(&mut self) -> Option<&'a [u8]> {
        let bytes = self.next(INTEGER)?;
        let (&first, rest) = bytes.split_first()?;
        match first {
            0 => Some(rest),
            1..=0x7f => Some(bytes),
            _ => None,
        }
    }

    /// The contents of the next value, whatever its tag.
    pub(crate) fn any(&mut self) -> Option<&'a [u8]> {
        let (&first, rest) = self.0.get(1..)?.split_first()?;
        let (length, rest) = match first {
            ..=0x7f => (usize::from(first), rest),
            0x81..=0x84 => long_length(rest, usize::from(first & 0x7f))?,
            _ => return None,
        };
        self.0 = rest.get(length..)?;
        rest.get(..length)
    }
}

fn long_length(bytes: &[u8], digits: usize) -> Option<(usize, &[u8])> {
    let length = number(bytes.get(..digits)?);
    Some((usize::try_from(length).ok()?, bytes.get(digits..)?))
}
