//! A salt that is the same for every password.

use nosecrets_detectors::{Confidence, Group, Severity};

use super::sinks::{self, Kind};
use super::{Objection, Surroundings};
use crate::event::Event;
use crate::rule::Semantic;

pub(crate) static RULE: Semantic = Semantic {
    id: "hard-coded-salt",
    title: "hard-coded salt",
    group: Group::CryptoConstant,
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    help: &["generate a salt for each password (`SaltString::generate`), and store it with the hash"],
    page: include_str!("hard_coded_salt.md"),
};

pub(crate) fn check(event: &Event, surroundings: &Surroundings<'_>) -> Option<Objection> {
    sinks::constant(event, surroundings, Kind::Salt)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::lines_of;

    fn lines(source: &str) -> Vec<usize> {
        lines_of("hard-coded-salt", source)
    }

    #[test]
    fn a_salt_that_is_written_down_is_found() {
        let source = r#"
            fn hash(password: &[u8], out: &mut [u8]) {
                SaltString::from_b64("c29tZXNhbHQ").unwrap();
                argon2::hash_encoded(password, b"somesalt", &config);
                pbkdf2::pbkdf2_hmac::<Sha256>(password, b"salt", 600_000, out);
                Argon2::default().hash_password_into(password, &[0; 16], out);
            }
        "#;
        assert_eq!(lines(source), [3, 4, 5, 6]);
    }

    #[test]
    fn a_salt_of_its_own_and_the_salt_of_hkdf_are_clean() {
        let source = r#"
            fn hash(password: &[u8], salt: &[u8], out: &mut [u8]) {
                SaltString::generate(&mut OsRng);
                pbkdf2::pbkdf2_hmac::<Sha256>(password, salt, 600_000, out);
                hkdf::Hkdf::<Sha256>::new(Some(b"my-protocol-v1"), password);
                hasher.set_salt_u64(0);
            }
        "#;
        assert_eq!(lines(source), []);
    }
}
