//! Published vectors, in tests as they always are.

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_vector() {
        let key = hex!("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        let nonce = hex!("070000004041424344454647");
        let password = b"password";
        let salt = b"saltSALTsaltSALTsalt";
        assert_eq!(seal(&key, &nonce, password), hex!("@{draw hex:32}"));
    }

    #[test]
    fn counts_zeros() {
        let cipher = Aes256Gcm::new_from_slice(&[0u8; 32]).unwrap();
        let rng = StdRng::seed_from_u64(42);
    }
}
//@ path: tests/vectors.rs
const KEY: [u8; 16] = [0x2b, 0x7e, 0x15, 0x16, 0x28, 0xae, 0xd2, 0xa6, 0xab, 0xf7, 0x15, 0x88, 0x09, 0xcf, 0x4f, 0x3c];

fn cipher() {
    let key = aes::Aes128::new(&KEY.into());
    let iv = [0u8; 16];
}
