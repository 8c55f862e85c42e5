use aes_gcm::{Aes256Gcm, Nonce, aead::Aead};

fn seal(cipher: &Aes256Gcm, text: &[u8]) {
    let nonce = Nonce::from_slice(b"unique nonce"); //~ hard-coded-nonce
    cipher.encrypt(nonce, text).unwrap();
    let other = ring::aead::Nonce::assume_unique_for_key([0; 12]); //~ hard-coded-nonce
}

fn block(key: &[u8; 16], text: &mut [u8]) {
    let iv = *b"@{draw alnum:16}"; //~ hard-coded-iv
    let encryptor = cbc::Encryptor::<aes::Aes128>::new(key.into(), &iv.into());
}
