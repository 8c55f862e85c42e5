//! A key of a cipher, a MAC or a signature that is written in the program.

use nosecrets_detectors::{Confidence, Group, Severity};

use super::secret::name;
use super::sinks::{self, Hit, Kind, value};
use super::{Objection, Surroundings};
use crate::event::Event;
use crate::rule::Semantic;

pub(crate) static RULE: Semantic = Semantic {
    id: "hard-coded-key",
    title: "hard-coded cryptographic key",
    group: Group::Credential,
    severity: Severity::High,
    confidence: Confidence::High,
    help: &[
        "read it when the program runs: `env_secret!(\"NAME\")`, or generate it once and keep it in a secret store",
        "replace it, and encrypt or sign again what it protected",
    ],
    page: include_str!("hard_coded_key.md"),
};

pub(crate) fn check(event: &Event, surroundings: &Surroundings<'_>) -> Option<Objection> {
    let hit = sinks::hit(event, surroundings).filter(|hit| hit.kind == Kind::Key)?;
    let is_key = surroundings.wants_guesses() && value::is_key(hit.value);
    (is_key && !is_label(&hit, event, surroundings.source)).then(|| hit.objection())
}

/// How far the message of a MAC may stand from its key, in bytes.
const NEAR: usize = 400;

/// Whether it is a label that keys a MAC by protocol: `b"Bitcoin seed"` of
/// BIP-32, `b"WebAppData"` of Telegram.
///
/// A label is a text, and the secret is the message; of a key that was written
/// down, the message is no secret. So what is authenticated tells them apart.
fn is_label(hit: &Hit<'_>, event: &Event, source: &[u8]) -> bool {
    let is_mac = ["new_from_slice", "new_varkey", "new", "from_prk"].contains(&hit.callee.name())
        || hit.callee.ends_with("hmac::Key::new");
    is_mac && value::text(hit.value).is_some() && message(event, source).is_some_and(|text| holds_secret(&text))
}

/// What the MAC is told next: the argument of `update` or `sign`.
fn message(event: &Event, source: &[u8]) -> Option<String> {
    let rest = source.get(event.span.end..)?;
    let text = String::from_utf8_lossy(&rest[..rest.len().min(NEAR)]);
    let body = text.split("fn ").next().unwrap_or_default();
    let call =
        ["update(", "input(", "sign(", "chain_update(", "chain("].iter().filter_map(|call| body.find(call)).min()?;
    let argument = body[call..].split_once('(')?.1;
    Some(argument.split([';', '\n']).next().unwrap_or_default().to_owned())
}

/// Whether one of the names in a piece of code says that it is a secret.
fn holds_secret(code: &str) -> bool {
    const SEEDS: &[&str] = &["seed", "ikm", "entropy", "key", "token", "secret", "password", "master"];
    let names = code.split(|c: char| !c.is_alphanumeric() && c != '_');
    names.flat_map(name::words).any(|word| SEEDS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::lines_of;

    fn lines(source: &str) -> Vec<usize> {
        lines_of("hard-coded-key", source)
    }

    #[test]
    fn keys_of_ciphers_macs_tokens_and_cookies_are_found() {
        let source = r#"
            use aes_gcm::{Aes256Gcm, Key, KeyInit};
            use jsonwebtoken::{DecodingKey, EncodingKey as Signing};
            use hmac::Mac as _;
            type Signature = hmac::Hmac<sha2::Sha256>;
            fn all() {
                Key::<Aes256Gcm>::from_slice(b"an exact very very secret key...");
                Aes256Gcm::new(&[0u8; 32].into());
                Signature::new_from_slice(b"key of the service").unwrap().update(body);
                Signing::from_secret("secret".as_ref());
                DecodingKey::from_secret(&hex::decode("00112233445566778899aabbccddeeff").unwrap());
                actix_web::cookie::Key::from(&[7; 64]);
                ring::aead::UnboundKey::new(&AES_256_GCM, &[1, 2, 3, 4, 5, 6, 7, 8]);
                ed25519_dalek::SigningKey::from_bytes(&unsafe { std::mem::zeroed() });
            }
        "#;
        assert_eq!(lines(source), [7, 8, 9, 10, 11, 12, 13, 14]);
    }

    #[test]
    fn a_key_that_is_drawn_read_or_changed_first_is_clean() {
        let source = r#"
            use aes_gcm::{Aes256Gcm, Key, KeyInit};
            fn all(given: &[u8]) {
                let mut drawn = [0u8; 32];
                OsRng.fill_bytes(&mut drawn);
                Aes256Gcm::new(&drawn.into());
                let mut filled = [0u8; 32];
                getrandom::fill(&mut filled).unwrap();
                Key::<Aes256Gcm>::from_slice(&filled);
                let mut copied = [0u8; 32];
                copied[..16].copy_from_slice(given);
                Aes256Gcm::new(&copied.into());
                let mut mixed = [0u8; 32];
                for i in 0..32 { mixed[i] = given[i]; }
                Aes256Gcm::new(&mixed.into());
                let mut xored = [0x36u8; 32];
                for (pad, byte) in xored.iter_mut().zip(given) { *pad ^= byte; }
                Aes256Gcm::new_from_slice(&xored);
                Aes256Gcm::new_from_slice(given);
                Aes256Gcm::new_from_slice(&read("key"));
            }
        "#;
        assert_eq!(lines(source), []);
    }

    #[test]
    fn a_label_that_keys_a_mac_over_a_secret_is_clean() {
        let source = r#"
            use hmac::Mac;
            fn master(seed: &[u8], bot_token: &str, body: &[u8]) {
                let mut mac = HmacSha512::new_from_slice(b"Bitcoin seed").unwrap();
                mac.update(seed);
                let mut mac = HmacSha256::new_from_slice(b"WebAppData").unwrap();
                mac.update(bot_token.as_bytes());
                let mut mac = HmacSha256::new_from_slice(b"the one that signs").unwrap();
                mac.update(body);
            }
        "#;
        assert_eq!(lines(source), [8]);
    }

    #[test]
    fn other_types_called_key_are_clean() {
        let source = r#"
            use crate::storage::Key;
            fn all() {
                Key::from("settings/theme");
                Key::from_slice(b"settings/theme");
                Cell::new([0; 32]);
            }
        "#;
        assert_eq!(lines(source), []);
    }
}
