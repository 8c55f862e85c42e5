use aes_gcm::{Aes256Gcm, Key, KeyInit};

fn ciphers() {
    let a = Aes256Gcm::new(Key::<Aes256Gcm>::from_slice(b"@{draw alnum:32}")); //~ hard-coded-key
    let b = Aes256Gcm::new_from_slice(b"@{draw alnum:32#2}").unwrap(); //~ hard-coded-key
    let bytes = [@{draw alnum:32#3|numbers}]; //~ hard-coded-key
    let c = Aes256Gcm::new(&bytes.into());
    let d = chacha20poly1305::ChaCha20Poly1305::new_from_slice("@{draw alnum:32#4}".as_bytes()).unwrap(); //~ hard-coded-key
}
