//! The value of a token, decoded only where the source does not spell it byte for byte.

use super::{Kind, Token, decode, decode_array};

/// Returns the value of a token; `scratch` holds it if it has to be decoded.
pub(crate) fn value_of<'a>(source: &'a [u8], token: &Token, scratch: &'a mut Vec<u8>) -> &'a [u8] {
    if token.kind == Kind::Array {
        let elements = decode_array(source, token.inner.clone());
        scratch.clear();
        if let Some(decoded) = elements.as_ref().and_then(|elements| elements.decoded()) {
            scratch.extend_from_slice(&decoded.bytes);
        }
        scratch
    } else if token.escaped {
        scratch.clear();
        decode(token.kind, &source[token.inner.clone()], scratch);
        scratch
    } else {
        &source[token.inner.clone()]
    }
}
