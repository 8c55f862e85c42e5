//! Every validator accepts what the forge makes, refuses what was changed, and
//! survives anything.

#![cfg(feature = "spec")]

use nosecrets_detectors::spec::forge::{repair, structure};
use nosecrets_detectors::spec::rng::Rng;
use nosecrets_detectors::Validator;
use nosecrets_detectors::Verdict::{self, Invalid, Unknown, Valid};

const ALNUM: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const HEX: &[u8] = b"0123456789abcdef";
const ROUNDS: usize = 20;

/// Template functions that make whole tokens, and who says what of them.
#[rustfmt::skip]
const STRUCTURES: &[(&str, &str, Validator, Verdict)] = &[
    ("jwt", "", Validator::Jwt, Valid),
    ("jwe", "", Validator::Jwt, Valid),
    ("sentry-org", "", Validator::SentryOrg, Valid),
    ("grafana-cloud", "", Validator::GrafanaCloud, Valid),
    ("grafana-legacy", "", Validator::GrafanaCloud, Valid),
    ("gcp-service-account", "", Validator::GcpServiceAccount, Valid),
    ("gcp-service-account-b64", "", Validator::GcpServiceAccount, Valid),
    ("onepassword", "", Validator::OnepasswordServiceAccount, Valid),
    ("jwk", "", Validator::JwkPrivate, Valid),
    ("jwk-b64", "", Validator::JwkPrivate, Valid),
    ("tink", "", Validator::TinkKeyset, Valid),
    ("pem", "RSA PRIVATE KEY", Validator::PemPrivateKey, Valid),
    ("pem", "DSA PRIVATE KEY", Validator::PemPrivateKey, Valid),
    ("pem", "EC PRIVATE KEY", Validator::PemPrivateKey, Valid),
    ("pem", "PRIVATE KEY", Validator::PemPrivateKey, Valid),
    ("pem", "ENCRYPTED PRIVATE KEY", Validator::PemPrivateKey, Valid),
    ("pem", "OPENSSH PRIVATE KEY", Validator::PemPrivateKey, Valid),
    ("pem", "PGP PRIVATE KEY BLOCK", Validator::PemPrivateKey, Valid),
    ("putty", "", Validator::PuttyPrivateKey, Valid),
    ("age", "", Validator::Bech32, Valid),
    ("nostr", "", Validator::Bech32, Valid),
    ("bip39", "12", Validator::Bip39, Valid),
    ("bip39", "15", Validator::Bip39, Valid),
    ("bip39", "18", Validator::Bip39, Valid),
    ("bip39", "21", Validator::Bip39, Valid),
    ("bip39", "24", Validator::Bip39, Valid),
    ("ethereum", "", Validator::Secp256k1Scalar, Unknown),
    ("wif", "", Validator::Wif, Valid),
    ("xprv", "", Validator::Xprv, Valid),
    ("stellar", "", Validator::StellarSeed, Valid),
    ("solana", "", Validator::SolanaKeypair, Valid),
    ("solana-array", "", Validator::SolanaKeypair, Valid),
    ("pypi", "", Validator::Pypi, Valid),
    ("fly", "", Validator::Fly, Valid),
    ("jfrog-reference", "", Validator::JfrogReference, Valid),
    ("jfrog-api-key", "", Validator::JfrogApiKey, Unknown),
    ("bbdc", "", Validator::AtlassianDataCenter, Valid),
    ("jira-pat", "", Validator::AtlassianDataCenter, Valid),
    ("discord-bot", "", Validator::DiscordBot, Valid),
    ("telegram-bot", "", Validator::TelegramBot, Unknown),
    ("aws-access-key-id", "AKIA", Validator::AwsAccessKeyId, Unknown),
    ("gitlab-routable", "glpat", Validator::GitlabRoutable, Valid),
    ("gitlab-routable", "glrt", Validator::GitlabRoutable, Valid),
    ("supabase", "", Validator::Supabase, Unknown),
    ("conjur", "", Validator::ConjurApiKey, Unknown),
    ("vault", "", Validator::VaultToken, Valid),
    ("azure-devops-pat", "", Validator::AzureDevopsPat, Valid),
    ("entra-app-secret", "", Validator::EntraAppSecret, Valid),
    ("azure-cask", "", Validator::AzureCask, Valid),
    ("azure-key", "storage", Validator::AzureIdentifiableKey, Valid),
    ("azure-key", "batch", Validator::AzureIdentifiableKey, Valid),
    ("azure-key", "cosmos", Validator::AzureIdentifiableKey, Valid),
    ("azure-key", "functions", Validator::AzureIdentifiableKey, Valid),
    ("azure-key", "search", Validator::AzureIdentifiableKey, Valid),
    ("azure-key", "acr", Validator::AzureIdentifiableKey, Valid),
    ("azure-key", "redis", Validator::AzureIdentifiableKey, Valid),
    ("azure-key", "servicebus", Validator::AzureIdentifiableKey, Valid),
    ("azure-key", "eventhub", Validator::AzureIdentifiableKey, Valid),
    ("azure-key", "relay", Validator::AzureIdentifiableKey, Valid),
    ("azure-key", "iot", Validator::AzureIdentifiableKey, Valid),
    ("azure-key", "apim", Validator::AzureIdentifiableKey, Valid),
    ("azure-key", "ml", Validator::AzureIdentifiableKey, Valid),
    ("azure-key", "eventgrid", Validator::AzureIdentifiableKey, Valid),
];

/// Tokens as a template draws them before their checksum is put right: fixed
/// text and numbers of random characters, in turn.
#[rustfmt::skip]
const DRAWN: &[(Validator, &[(&str, usize)])] = &[
    (Validator::Crc32Base62, &[("ghp_", 36)]),
    (Validator::Crc32Base62, &[("ghr_", 76)]),
    (Validator::Crc32Base62, &[("npm_", 36)]),
    (Validator::Crc32Base62, &[("vcp_", 56)]),
    (Validator::Crc32Base62, &[("polar_oat_", 43)]),
    (Validator::Thunderstore, &[("tss_", 36)]),
    (Validator::Crc32HexWhole, &[("ATATT3xFfGF0", 171), ("=", 8)]),
    (Validator::Crc32HexWhole, &[("ATBB", 32)]),
    (Validator::Cloudflare, &[("cfut_", 48)]),
    (Validator::Zuplo, &[("zpka_", 32), ("_", 8)]),
    (Validator::Confluent, &[("cflt", 60)]),
    (Validator::GrafanaServiceAccount, &[("glsa_", 32), ("_", 8)]),
    (Validator::CratesIoTrustpub, &[("cio_tp_", 32)]),
    (Validator::GithubFineGrained, &[("github_pat_", 22), ("_", 59)]),
    (Validator::GitlabRoutable, &[("glpat-", 27), (".01.", 9)]),
    (Validator::StackAuth, &[("sk_", 82), ("574ck4u7h", 8)]),
    (Validator::EntraAppSecret, &[("", 3), ("8Q~", 34)]),
    (Validator::AzureCask, &[("", 52), ("JQQJ99", 18), ("AZDO", 4)]),
    (Validator::AzureCask, &[("", 52), ("JQQJ99", 18), ("AZDO", 6), ("==", 0)]),
    (Validator::AzureIdentifiableKey, &[("", 76), ("+ASt", 5), ("Q==", 0)]),
    (Validator::AzureIdentifiableKey, &[("", 33), ("AzCaB", 5), ("=", 0)]),
    (Validator::AzureIdentifiableKey, &[("", 42), ("AzSeC", 5)]),
];

fn drawn(parts: &[(&str, usize)], rng: &mut Rng) -> Vec<u8> {
    let part = |&(fixed, count): &(&str, usize)| [fixed.as_bytes(), &rng.text(ALNUM, count)].concat();
    parts.iter().flat_map(part).collect()
}

/// A token of every kind with its validator.
fn samples() -> Vec<(Validator, Vec<u8>)> {
    let mut rng = Rng::from_seed("samples");
    let mut samples = Vec::new();
    for (name, argument, validator, _) in STRUCTURES {
        samples.push((*validator, structure(name, argument, &mut rng).expect(name)));
    }
    for (validator, parts) in DRAWN {
        let mut token = drawn(parts, &mut rng);
        repair(*validator, &mut token);
        samples.push((*validator, token));
    }
    samples
}

#[test]
fn every_name_leads_back_to_its_validator() {
    for &validator in Validator::ALL {
        assert_eq!(Validator::from_name(validator.name()), Some(validator));
    }
    assert_eq!(Validator::from_name("no-such"), None);
}

#[test]
fn made_structures_pass() {
    for (name, argument, validator, verdict) in STRUCTURES {
        let mut rng = Rng::from_seed(name);
        for round in 0..ROUNDS {
            let token = structure(name, argument, &mut rng).unwrap();
            assert_eq!(validator.check(&token), *verdict, "{name}:{argument}, round {round}");
        }
    }
}

#[test]
fn unknown_structures_are_not_made() {
    let mut rng = Rng::from_seed("");
    for (name, argument) in [("", ""), ("pem", "CERTIFICATE"), ("bip39", "13"), ("azure-key", "")] {
        assert_eq!(structure(name, argument, &mut rng), None);
    }
}

#[test]
fn drawn_tokens_pass_after_repair_and_fail_before() {
    for (validator, parts) in DRAWN {
        let mut rng = Rng::from_seed(validator.name());
        let mut failed = 0;
        for round in 0..ROUNDS {
            let mut token = drawn(parts, &mut rng);
            let length = token.len();
            failed += usize::from(validator.check(&token) == Invalid);
            repair(*validator, &mut token);
            assert_eq!(validator.check(&token), Valid, "{} round {round}", validator.name());
            assert_eq!(token.len(), length);
        }
        assert!(failed >= ROUNDS - 2, "{} accepts random tokens", validator.name());
    }
}

#[test]
fn repair_leaves_right_tokens_alone() {
    // a Conjur key has no checksum: its repair draws it anew
    for (validator, token) in samples().into_iter().filter(|(v, _)| *v != Validator::ConjurApiKey) {
        let mut repaired = token.clone();
        repair(validator, &mut repaired);
        assert!(repaired == token, "{}", validator.name());
    }
}

#[test]
fn repair_never_panics() {
    for (validator, token) in samples() {
        for end in 0..token.len() {
            repair(validator, &mut token[..end].to_vec());
        }
    }
}

/// Formats in which every character counts, and how many of those at the end
/// do not: they are not covered, or hold bits that no byte takes.
const SEALED: &[(Validator, usize)] = &[
    (Validator::Crc32Base62, 0),
    (Validator::Thunderstore, 0),
    (Validator::Crc32HexWhole, 0),
    (Validator::Cloudflare, 0),
    (Validator::Zuplo, 0),
    (Validator::Confluent, 0),
    (Validator::GrafanaServiceAccount, 0),
    (Validator::GithubFineGrained, 8),
    (Validator::GitlabRoutable, 0),
    (Validator::StackAuth, 0),
    (Validator::EntraAppSecret, 0),
    (Validator::AzureCask, 3),
    (Validator::AzureDevopsPat, 1),
    (Validator::AzureIdentifiableKey, 3),
    (Validator::Bech32, 0),
    (Validator::Wif, 0),
    (Validator::Xprv, 0),
    (Validator::StellarSeed, 0),
    (Validator::SolanaKeypair, 0),
];

#[test]
fn one_changed_character_is_noticed() {
    let mut rng = Rng::from_seed("changed");
    for (validator, token) in samples() {
        let Some((_, free)) = SEALED.iter().find(|(sealed, _)| *sealed == validator) else {
            continue;
        };
        let after_prefix = 11.min(token.len() / 2);
        for at in after_prefix..token.len() - free {
            let mut changed = token.clone();
            changed[at] = other(token[at], &mut rng);
            let noticed = validator.check(&changed) != Valid;
            assert!(noticed, "{} at {at} of {}", validator.name(), token.len());
        }
    }
}

/// Another character that is no other spelling of the same digit.
fn other(byte: u8, rng: &mut Rng) -> u8 {
    let class: &[u8] = if HEX.contains(&byte) { &HEX[2..8] } else { &ALNUM[16..24] };
    std::iter::repeat_with(|| rng.pick(class))
        .find(|drawn| !drawn.eq_ignore_ascii_case(&byte))
        .expect("an endless iterator")
}

#[test]
fn nothing_makes_a_validator_panic() {
    let mut rng = Rng::from_seed("noise");
    for (_, token) in samples() {
        for &validator in Validator::ALL {
            let step = 1 + token.len() / 100;
            for end in (0..token.len()).step_by(step) {
                let _ = validator.check_in(&token[..end], &token);
                let _ = validator.facts(&token[..end]);
            }
            let mut noisy = token.clone();
            let at = rng.below(noisy.len());
            noisy[at] = rng.next_u64() as u8;
            let _ = validator.check(&noisy);
            let _ = validator.facts(&noisy);
        }
    }
}

#[test]
fn random_bytes_are_no_token() {
    let mut rng = Rng::from_seed("bytes");
    for &validator in Validator::ALL {
        assert_ne!(validator.check(b""), Valid);
        for size in (0..200).chain([1000, 20_000]) {
            let noise = rng.bytes(size);
            assert_ne!(validator.check(&noise), Valid, "{}", validator.name());
            let _ = validator.facts(&noise);
        }
    }
}

#[test]
fn truncated_structures_are_no_token() {
    let whole = [Validator::PemPrivateKey, Validator::PuttyPrivateKey, Validator::GcpServiceAccount];
    for (validator, token) in samples().into_iter().filter(|(v, _)| whole.contains(v)) {
        for end in (0..token.len() - 4).step_by(7) {
            assert_eq!(validator.check(&token[..end]), Invalid, "{end} of {}", validator.name());
        }
    }
}

#[test]
fn a_supabase_key_is_checked_against_projects_nearby() {
    let mut rng = Rng::from_seed("supabase");
    let project: String = rng.text(&ALNUM[26..52], 20).into_iter().map(char::from).collect();
    let token = structure("supabase", &project, &mut rng).unwrap();
    let near = |text: &str| Validator::Supabase.check_in(&token, text.as_bytes());
    let url = format!("const URL: &str = \"https://{project}.supabase.co\";");
    let other = url.replace(&project, "abcdefghijklmnopqrst");
    assert_eq!(near(&url), Valid);
    assert_eq!(near(&format!("{other}{url}")), Valid);
    assert_eq!(near(&other), Unknown);
    assert_eq!(near(""), Unknown);
    assert_eq!(Validator::Supabase.check(&token[1..]), Invalid);
}

#[test]
fn forms_from_before_a_checksum_are_not_judged() {
    let mut rng = Rng::from_seed("older");
    let gitlab = [b"glpat-", &rng.text(ALNUM, 20)[..]].concat();
    let entra = [&rng.text(ALNUM, 3)[..], b"7Q~", &rng.text(ALNUM, 31)].concat();
    assert_eq!(Validator::GitlabRoutable.check(&gitlab), Unknown);
    assert_eq!(Validator::EntraAppSecret.check(&entra), Unknown);
}

#[test]
fn mnemonics_of_test_suites_are_none() {
    let abandon = format!("{}about", "abandon ".repeat(11));
    let junk = format!("{}junk", "test ".repeat(11));
    for phrase in [abandon, junk] {
        assert_eq!(Validator::Bip39.check(phrase.as_bytes()), Invalid);
    }
}

#[test]
fn small_scalars_and_those_beyond_the_curve_are_none() {
    let scalar = |text: &str| Validator::Secp256k1Scalar.check(text.as_bytes());
    assert_eq!(scalar(&format!("{:064}", 1)), Invalid);
    assert_eq!(scalar(&"f".repeat(64)), Invalid);
    assert_eq!(scalar(&format!("0x{}", "7a".repeat(32))), Unknown);
    assert_eq!(scalar(&"7a".repeat(31)), Invalid);
}

#[test]
fn slack_numbers_that_count_up_are_examples() {
    let mut rng = Rng::from_seed("slack");
    let secret: String = rng.text(ALNUM, 24).into_iter().map(char::from).collect();
    let check = |team: &str| Validator::Slack.check(format!("xoxb-{team}-{secret}").as_bytes());
    assert_eq!(check("8310275469120"), Unknown);
    for team in ["1234567890", "123456789012", "000000000000"] {
        assert_eq!(check(team), Invalid);
    }
}
