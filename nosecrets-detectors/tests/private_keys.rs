//! Private keys are recognised in every spelling, and nothing else is.

#![cfg(feature = "spec")]

use nosecrets_detectors::spec::forge::structure;
use nosecrets_detectors::spec::rng::Rng;
use nosecrets_detectors::Validator::{GcpServiceAccount, PemPrivateKey};
use nosecrets_detectors::Verdict::{Invalid, Valid};

const ALNUM: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const LABELS: &[&str] = &[
    "RSA PRIVATE KEY",
    "DSA PRIVATE KEY",
    "EC PRIVATE KEY",
    "PRIVATE KEY",
    "ENCRYPTED PRIVATE KEY",
    "OPENSSH PRIVATE KEY",
    "PGP PRIVATE KEY BLOCK",
];

fn made(name: &str, argument: &str) -> String {
    let token = structure(name, argument, &mut Rng::from_seed(argument)).expect(name);
    String::from_utf8(token).expect("keys are ASCII")
}

/// The ways in which source code writes a key.
fn spellings(pem: &str) -> Vec<String> {
    let lines: Vec<&str> = pem.lines().collect();
    vec![
        pem.replace('\n', "\r\n"),
        pem.replace('\n', "\\n"),
        pem.replace('\n', "\\r\\n"),
        pem.replace('\n', "\\n\\\n        "),
        pem.replace('\n', "\n        "),
        pem.replace('\n', " "),
        lines.concat(),
        format!("{pem}\n"),
    ]
}

#[test]
fn a_key_is_one_however_its_lines_are_broken() {
    for label in LABELS {
        for (kind, text) in spellings(&made("pem", label)).iter().enumerate() {
            let verdict = PemPrivateKey.check(text.as_bytes());
            assert_eq!(verdict, Valid, "{label}, spelling {kind}");
        }
    }
}

#[test]
fn parameters_may_stand_before_a_key() {
    let text = format!("{}\n{}", pem_of("EC PARAMETERS", "BggqhkjOPQMBBw=="), made("pem", LABELS[2]));
    assert_eq!(PemPrivateKey.check(text.as_bytes()), Valid);
}

fn pem_of(label: &str, body: &str) -> String {
    format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----")
}

#[test]
fn placeholders_between_pem_lines_are_no_keys() {
    let key = made("pem", "RSA PRIVATE KEY");
    let body: Vec<&str> = key.lines().filter(|line| !line.starts_with('-')).collect();
    let start = &body[0][..16];
    let shortened = format!("{}\n...\n{}", body[0], body[body.len() - 1]);
    let (cut_off, missing) = (format!("{start}…"), body[1..].join("\n"));
    for text in ["", "...", "<your key>", start, &cut_off, &shortened, &missing] {
        let pem = pem_of("RSA PRIVATE KEY", text);
        assert_eq!(PemPrivateKey.check(pem.as_bytes()), Invalid);
    }
}

#[test]
fn a_key_under_another_label_is_none() {
    for pair in LABELS.windows(2) {
        let renamed = made("pem", pair[0]).replace(pair[0], pair[1]);
        assert_eq!(PemPrivateKey.check(renamed.as_bytes()), Invalid);
    }
}

#[test]
fn keys_encrypted_in_the_old_way_show_nothing_but_their_headers() {
    let mut rng = Rng::from_seed("encrypted");
    let body: String = rng.text(ALNUM, 128).into_iter().map(char::from).collect();
    let headers = format!("Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,{}", "1F".repeat(16));
    let pem = pem_of("RSA PRIVATE KEY", &format!("{headers}\n\n{body}"));
    let check = |text: &str| PemPrivateKey.check(text.as_bytes());
    assert_eq!(check(&pem), Valid);
    assert_eq!(check(&pem.replace('\n', " ")), Valid);
    assert_eq!(check(&pem_of("RSA PRIVATE KEY", &body)), Invalid);
}

#[test]
fn armour_may_have_headers_and_go_without_checksum() {
    let key = made("pem", LABELS[6]);
    let headers = "Version: GnuPG v2\nComment: https://example.org\n\n";
    let with_headers = key.replacen("\n\n", &format!("\n{headers}"), 1);
    let without_checksum: Vec<&str> = key.lines().filter(|line| !line.starts_with('=')).collect();
    let (packets, _) = key.rsplit_once('=').unwrap();
    let wrong_checksum = format!("{packets}=AAAA\n-----END {}-----", LABELS[6]);
    let check = |text: &str| PemPrivateKey.check(text.as_bytes());
    assert_eq!(check(&with_headers), Valid);
    assert_eq!(check(&with_headers.replace('\n', " ")), Valid);
    assert_eq!(check(&without_checksum.join("\n")), Valid);
    assert_eq!(check(&wrong_checksum), Invalid);
}

#[test]
fn a_service_account_is_one_inside_another_string() {
    let json = made("gcp-service-account", "");
    let nested = json.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    assert_eq!(GcpServiceAccount.check(nested.as_bytes()), Valid);
    let placeholder = json.replace("MII", "...");
    assert_eq!(GcpServiceAccount.check(placeholder.as_bytes()), Invalid);
}
