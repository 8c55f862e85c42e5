//! The DER structures of private keys: PKCS #1 (RFC 8017), PKCS #8 (RFC 5208, 5958), SEC 1 (RFC
//! 5915) and OpenSSL's structure for DSA.

use super::der::{Der, OCTETS, OID, SEQUENCE};

const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
/// The arc of X25519, X448, Ed25519 and Ed448 (RFC 8410).
const EDWARDS: &[u8] = &[0x2b, 0x65];

/// Minimum size of a modulus or scalar that was ever in use.
const LEAST_MODULUS: usize = 48;
const LEAST_SCALAR: usize = 16;

/// Version, modulus, exponents, primes and values computed from them.
pub(super) fn is_rsa(bytes: &[u8]) -> bool {
    integers(bytes, 9).is_some_and(|modulus| modulus >= LEAST_MODULUS)
}

/// Version, p, q, g, public and private key.
pub(super) fn is_dsa(bytes: &[u8]) -> bool {
    integers(bytes, 6).is_some_and(|p| p >= LEAST_MODULUS)
}

/// The size of the second of at least `count` integers.
fn integers(bytes: &[u8], count: usize) -> Option<usize> {
    let mut key = Der::sequence(bytes)?;
    let sizes: Vec<usize> = (0..count).map(|_| Some(key.unsigned()?.len())).collect::<Option<_>>()?;
    // a multi-prime RSA key has a list of further primes
    let extra = key.is_empty() || key.next(SEQUENCE).is_some() && key.is_empty();
    extra.then_some(sizes[1])
}

/// Version 1, scalar, and optionally curve and public key.
pub(super) fn is_ec(bytes: &[u8]) -> bool {
    ec_scalar(bytes).is_some_and(|scalar| scalar >= LEAST_SCALAR)
}

fn ec_scalar(bytes: &[u8]) -> Option<usize> {
    let mut key = Der::sequence(bytes)?;
    let version = key.unsigned()?;
    let scalar = key.next(OCTETS)?.len();
    while !key.is_empty() {
        key.any()?;
    }
    (version == [1]).then_some(scalar)
}

/// Version, algorithm, and the key in the structure of its algorithm.
pub(super) fn is_pkcs8(bytes: &[u8]) -> bool {
    let key = Der::sequence(bytes).and_then(|mut key| {
        key.unsigned().filter(|version| version.len() <= 1)?;
        let mut algorithm = Der(key.next(SEQUENCE)?);
        Some((algorithm.next(OID)?, key.next(OCTETS)?))
    });
    match key {
        Some((RSA, key)) => is_rsa(key),
        Some((EC, key)) => is_ec(key),
        Some((oid, key)) if oid.starts_with(EDWARDS) => {
            let mut scalar = Der(key);
            scalar.next(OCTETS).is_some_and(|scalar| scalar.len() >= 32) && scalar.is_empty()
        }
        Some((_, key)) => key.len() >= LEAST_SCALAR,
        None => false,
    }
}

/// Algorithm with parameters, and ciphertext.
pub(super) fn is_encrypted_pkcs8(bytes: &[u8]) -> bool {
    let size = Der::sequence(bytes).and_then(|mut key| {
        let mut algorithm = Der(key.next(SEQUENCE)?);
        algorithm.next(OID)?;
        let size = key.next(OCTETS)?.len();
        key.is_empty().then_some(size)
    });
    size.is_some_and(|size| size >= LEAST_SCALAR)
}
