//! A private key that is written as an array of numbers.

use nosecrets_detectors::{Confidence, Group, Severity, Validator, Verdict};

use super::{Evidence, Objection, Surroundings};
use crate::event::{Event, Form, Value, What};
use crate::rule::Semantic;

pub(crate) static RULE: Semantic = Semantic {
    id: "private-key-in-array",
    title: "private key in an array",
    group: Group::Credential,
    severity: Severity::Critical,
    confidence: Confidence::High,
    help: &[
        "read it at run time, or sign with a KMS or a hardware wallet",
        "generate a new key pair, and transfer everything that the old one controls to it",
    ],
    page: include_str!("private_key_in_array.md"),
};

/// Length of a seed and its public key, in bytes.
const PAIR: usize = 64;

pub(crate) fn check(event: &Event, _: &Surroundings<'_>) -> Option<Objection> {
    let (What::Named(value) | What::Passed { value, .. }) = &event.what else { return None };
    // That the second half belongs to the first proves it, wherever it stands.
    is_pair(value).then(|| Objection {
        value: Some(value.bytes.clone()),
        spans: value.parts.iter().map(|part| part.span.clone()).collect(),
        is_secret: true,
        message: "these numbers are an Ed25519 key pair in Solana's format".to_owned(),
        subject: String::new(),
        evidence: vec![Evidence { what: "the public key matches the private key".to_owned(), weight: 4 }],
    })
}

fn is_pair(value: &Value) -> bool {
    matches!(value.form, Form::Bytes | Form::Decoded) && value.bytes.len() == PAIR && {
        let numbers: Vec<String> = value.bytes.iter().map(u8::to_string).collect();
        let written = format!("[{}]", numbers.join(","));
        Validator::SolanaKeypair.check(written.as_bytes()) == Verdict::Valid
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::lines_of;

    fn lines(source: &str) -> Vec<usize> {
        lines_of("private-key-in-array", source)
    }

    /// The pair of the first test of RFC 8032, section 7.1.
    const PAIR: &str = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60\
        d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    fn numbers() -> String {
        let byte = |at: usize| u8::from_str_radix(&PAIR[at * 2..at * 2 + 2], 16).unwrap().to_string();
        (0..64).map(byte).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_pair_is_found_as_an_array_and_as_hex() {
        assert_eq!(lines(&format!("const SIGNER: [u8; 64] = [{}];", numbers())), [1]);
        assert_eq!(lines(&format!("fn signer() -> [u8; 64] {{\n    hex!(\"{PAIR}\")\n}}")), [2]);
    }

    #[test]
    fn other_numbers_are_clean() {
        let other = numbers().replacen("157", "158", 1);
        assert_eq!(lines(&format!("const SIGNER: [u8; 64] = [{other}];")), []);
        assert_eq!(lines("const SIGNER: [u8; 64] = [7; 64];"), []);
    }
}
