use aes_gcm::{Aes256Gcm, KeyInit};
use base64::engine::general_purpose::STANDARD;
use hex_literal::hex;

fn keys() {
    let a = Aes256Gcm::new_from_slice(&hex!("@{draw alnum:32|hex}")).unwrap(); //~ hard-coded-key
    let b = Aes256Gcm::new_from_slice(&hex::decode("@{draw alnum:32#2|hex}").unwrap()).unwrap(); //~ hard-coded-key
    let c = Aes256Gcm::new_from_slice(&STANDARD.decode("@{draw alnum:32#3|base64}").unwrap()).unwrap(); //~ hard-coded-key
    let pem = STANDARD.decode("@{private-key-pkcs8|base64}").unwrap(); //~ private-key-pkcs8
    let token = STANDARD.decode("@{github-personal-access-token|base64}").unwrap(); //~ github-personal-access-token
}
