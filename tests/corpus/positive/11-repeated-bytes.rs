use aes_gcm::{Aes256Gcm, Key, KeyInit, Nonce};

fn cipher() -> Aes256Gcm {
    let key = [0u8; 32]; //~ hard-coded-key
    Aes256Gcm::new(Key::<Aes256Gcm>::from_slice(&key))
}

fn of_zeros() -> Aes256Gcm {
    Aes256Gcm::new_from_slice(&[7u8; 32]).expect("32 bytes") //~ hard-coded-key
}

fn nonce() -> Vec<u8> {
    let nonce = Nonce::from_slice(&[0u8; 12]); //~ hard-coded-nonce
    of_zeros().encrypt(nonce, b"text".as_ref()).expect("encrypts")
}

fn fallback() -> cookie::Key {
    cookie::Key::from(&[0u8; 64]) //~ hard-coded-key
}
