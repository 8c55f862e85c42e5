//! What the Rust query of CodeQL for hard-coded cryptographic values is
//! documented to find, to miss and to get wrong: the first two are found here,
//! the last are not.

use super::tests::lines_of;

#[test]
fn what_it_finds_is_found() {
    let source = r#"
        use aes::Aes256;
        use aes_gcm::{AeadInPlace, Aes256Gcm, aead::{Aead, AeadCore, KeyInit}, Nonce};
        use cipher::{KeyIvInit, StreamCipher, generic_array::GenericArray};
        use rabbit::{Rabbit, RabbitKeyOnly};
        type Cfb = cfb_mode::Encryptor<Aes256>;
        fn all(plain: &[u8], flag: bool, given: [u8; 16]) {
            let mut stream = RabbitKeyOnly::new(&[0u8; 16].into());
            let listed: [u8; 16] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
            let stream = Rabbit::new(rabbit::Key::from_slice(&listed), rabbit::Iv::from_slice(&given));
            let zeroed: [u8; 32] = unsafe { std::mem::zeroed() };
            let block = Aes256::new(&zeroed.into());
            let array = GenericArray::from_slice(&[7u8; 32]);
            let block = Aes256::new(array);
            let sliced = Aes256::new_from_slice(&[9u8; 32]).unwrap();
            let mode = Cfb::new(&[1u8; 32].into(), &given.into());
            let sealed = Aes256Gcm::new(&[2u8; 32].into());
            let cookie = cookie::Key::from(&[3u8; 64]);
            let chosen = if flag { [4u8; 64] } else { [5u8; 64] };
            let cookie = cookie::Key::from(&chosen);
            let biscuit = biscotti::Key::from([6u8; 64].to_vec());
            let wide = [1u16, 2, 3, 4, 5, 6, 7, 8];
            let (_, bytes, _) = unsafe { wide.align_to::<u8>() };
            let stream = Rabbit::new(rabbit::Key::from_slice(bytes), rabbit::Iv::from_slice(&given));
            let wide: [u16; 8] = [0; 8];
            let stream = Rabbit::new(rabbit::Key::from_slice(unsafe { wide.align_to::<u8>().1 }), given.into());
        }
    "#;
    assert_eq!(lines_of("hard-coded-key", source), [8, 9, 11, 13, 15, 16, 17, 18, 19, 19, 21, 22, 25]);
}

#[test]
fn what_it_misses_is_found() {
    let source = r#"
        use aes_gcm::{Aes256Gcm, aead::KeyInit};
        use base64::prelude::*;
        fn all() {
            Aes256Gcm::new_from_slice("1234567890123456".as_bytes());
            let key = match std::env::var("KEY") {
                Ok(key) => key,
                Err(_) => "0123456789abcdefghijklmnopqrstuv".to_string(),
            };
            Aes256Gcm::new_from_slice(key.as_bytes());
            let decoded = BASE64_STANDARD.decode("MTIzNDU2Nzg5MDEyMzQ1Ng==").unwrap();
            Aes256Gcm::new_from_slice(&decoded);
        }
    "#;
    assert_eq!(lines_of("hard-coded-key", source), [5, 8, 11]);
}

#[test]
fn what_it_gets_wrong_is_clean() {
    let source = r#"
        use aes_gcm::{Aes256Gcm, Nonce, aead::{Aead, KeyInit}};
        fn all(cipher: &Aes256Gcm, counter: u64, text: &[u8]) {
            let mut key = [0u8; 32];
            getrandom::fill(&mut key).unwrap();
            Aes256Gcm::new(&key.into());
            let mut nonce = [0u8; 12];
            OsRng.fill_bytes(&mut nonce);
            cipher.encrypt(Nonce::from_slice(&nonce), text);
            let mut salt = [0u8; 16];
            SystemRandom::new().fill(&mut salt).unwrap();
            argon2::hash_raw(text, &salt, &config);
            let mut pool = [0u8; 32];
            let whole = &mut pool;
            rand::rng().fill_bytes(whole);
            Aes256Gcm::new(&pool.into());
            session(counter + 1, nonce_of(counter));
            look_up("key", 1, 2, 3);
            hasher.set_salt_u64(0);
        }
        fn look_up(key: &str, crypto_key: u8, primary_key: u8, pivot: u8) {}
        fn session(nonce: u64, salt: [u8; 16]) {}
    "#;
    for rule in ["hard-coded-key", "hard-coded-nonce", "hard-coded-salt", "hard-coded-iv", "hard-coded-seed"] {
        assert_eq!(lines_of(rule, source), [], "{rule}");
    }
}
