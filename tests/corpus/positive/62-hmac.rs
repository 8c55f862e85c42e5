use hmac::{Hmac, Mac};
use sha2::Sha256;

fn sign(text: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(b"@{draw alnum:32}").unwrap(); //~ hard-coded-key
    mac.update(text);
    mac.finalize().into_bytes().to_vec()
}

fn ring_key() -> ring::hmac::Key {
    ring::hmac::Key::new(ring::hmac::HMAC_SHA256, b"@{draw alnum:32#2}") //~ hard-coded-key
}
