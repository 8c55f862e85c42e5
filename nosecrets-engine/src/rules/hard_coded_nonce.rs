//! A nonce that is the same for every message.

use nosecrets_detectors::{Confidence, Group, Severity};

use super::sinks::{self, Kind};
use super::{Objection, Surroundings};
use crate::event::Event;
use crate::rule::Semantic;

pub(crate) static RULE: Semantic = Semantic {
    id: "hard-coded-nonce",
    title: "hard-coded nonce",
    group: Group::CryptoConstant,
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    help: &[
        "generate a new one for each message (`Aes256Gcm::generate_nonce`), or use a counter; never use a nonce twice with one key",
    ],
    page: include_str!("hard_coded_nonce.md"),
};

pub(crate) fn check(event: &Event, surroundings: &Surroundings<'_>) -> Option<Objection> {
    sinks::constant(event, surroundings, Kind::Nonce)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::lines_of;

    fn lines(source: &str) -> Vec<usize> {
        lines_of("hard-coded-nonce", source)
    }

    #[test]
    fn a_nonce_that_is_written_down_is_found() {
        let source = r#"
            use aes_gcm::{Aes256Gcm, Nonce, aead::{Aead, KeyInit}};
            fn seal(key: &[u8], data: &[u8]) {
                let cipher = Aes256Gcm::new_from_slice(key).unwrap();
                let nonce = Nonce::from_slice(b"unique nonce");
                cipher.encrypt(nonce, data);
                cipher.encrypt(&[0u8; 12].into(), data);
                ring::aead::Nonce::assume_unique_for_key([0; 12]);
            }
        "#;
        assert_eq!(lines(source), [5, 7, 8]);
    }

    #[test]
    fn a_nonce_that_is_drawn_or_counted_is_clean() {
        let source = r#"
            use aes_gcm::{Aes256Gcm, Nonce, aead::{Aead, KeyInit}};
            fn seal(cipher: &Aes256Gcm, counter: u64, data: &[u8]) {
                let mut counted = [0u8; 12];
                counted[4..].copy_from_slice(&counter.to_be_bytes());
                cipher.encrypt(Nonce::from_slice(&counted), data);
                let mut kept = [0u8; 12];
                loop {
                    cipher.encrypt(Nonce::from_slice(&kept), data);
                    increment(&mut kept);
                }
                let drawn = Aes256Gcm::generate_nonce(&mut OsRng);
                cipher.encrypt(&drawn, data);
            }
            fn open(cipher: &Aes256Gcm, kept: &[u8], data: &[u8]) {
                cipher.encrypt(Nonce::from_slice(kept), data);
            }
        "#;
        assert_eq!(lines(source), []);
    }
}
