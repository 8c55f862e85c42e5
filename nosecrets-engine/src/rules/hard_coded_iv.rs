//! An initialization vector that is the same in every run.

use nosecrets_detectors::{Confidence, Group, Severity};

use super::sinks::{self, Kind};
use super::{Objection, Surroundings};
use crate::event::Event;
use crate::rule::Semantic;

pub(crate) static RULE: Semantic = Semantic {
    id: "hard-coded-iv",
    title: "hard-coded initialization vector",
    group: Group::CryptoConstant,
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    help: &["generate a new one for each message, for instance with `getrandom::fill`, and send it with the message"],
    page: include_str!("hard_coded_iv.md"),
};

pub(crate) fn check(event: &Event, surroundings: &Surroundings<'_>) -> Option<Objection> {
    sinks::constant(event, surroundings, Kind::Iv)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::lines_of;

    fn lines(source: &str) -> Vec<usize> {
        lines_of("hard-coded-iv", source)
    }

    #[test]
    fn a_vector_that_is_written_down_is_found() {
        let source = r#"
            use aes::cipher::KeyIvInit;
            type Encryptor = cbc::Encryptor<aes::Aes128>;
            const VECTOR: [u8; 16] = [7; 16];
            fn encrypt(key: &[u8; 16], data: &[u8]) {
                Encryptor::new(key.into(), &VECTOR.into());
                Encryptor::new_from_slices(key, b"0123456789abcdef");
                openssl::symm::encrypt(cipher, key, Some(&[0; 16]), data);
            }
        "#;
        assert_eq!(lines(source), [4, 7, 8]);
    }

    #[test]
    fn a_vector_that_is_drawn_or_given_is_clean() {
        let source = r#"
            use aes::cipher::KeyIvInit;
            fn encrypt(key: &[u8; 16], iv: &[u8; 16], data: &[u8]) {
                let mut drawn = [0u8; 16];
                rand::rng().fill_bytes(&mut drawn);
                cbc::Encryptor::<aes::Aes128>::new(key.into(), &drawn.into());
                openssl::symm::encrypt(cipher, key, Some(iv), data);
                openssl::symm::encrypt(cipher, key, None, data);
            }
        "#;
        assert_eq!(lines(source), []);
    }
}
