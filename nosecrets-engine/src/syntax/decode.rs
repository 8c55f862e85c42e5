//! Text inside a literal that is written in base64 or hex.

use nosecrets_detectors::encoding;

/// The shortest encoded text that is looked at, in bytes.
const MIN_ENCODED: usize = 24;

/// Text that a literal holds in another spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Layer {
    /// The decoded text.
    pub bytes: Vec<u8>,
    /// Its spelling: `base64` or `hex`.
    pub spelling: &'static str,
}

/// The texts that `value` as a whole spells; none if it is in no such
/// spelling, or spells something that is no text.
pub(crate) fn layers(value: &[u8]) -> Vec<Layer> {
    let value = value.trim_ascii();
    if value.len() < MIN_ENCODED || !value.iter().all(|&byte| is_encoded(byte)) {
        return Vec::new();
    }
    let compact: Vec<u8> = value.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let hex = encoding::hex(&compact).map(|bytes| Layer { bytes, spelling: "hex" });
    let base64 = encoding::base64(&compact).map(|bytes| Layer { bytes, spelling: "base64" });
    hex.into_iter().chain(base64).filter(|layer| is_text(&layer.bytes)).collect()
}

fn is_encoded(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_' | b'=' | b'\n' | b'\r')
}

fn is_text(bytes: &[u8]) -> bool {
    !bytes.is_empty()
        && bytes.iter().all(|&byte| byte.is_ascii_graphic() || matches!(byte, b' ' | b'\n' | b'\r' | b'\t'))
}
