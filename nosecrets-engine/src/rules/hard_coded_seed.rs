//! A seed that makes the same keys, nonces or tokens in every run.

use nosecrets_detectors::{Confidence, Group, Severity};

use super::secret::name;
use super::sinks::{self, Hit, Kind};
use super::{Objection, Surroundings};
use crate::event::{Event, Form};
use crate::rule::Semantic;

pub(crate) static RULE: Semantic = Semantic {
    id: "hard-coded-seed",
    title: "hard-coded seed",
    group: Group::CryptoConstant,
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    help: &["take randomness from the system: `OsRng`, `rand::rng()`, `StdRng::from_os_rng()`"],
    page: include_str!("hard_coded_seed.md"),
};

/// Generators of which keys are made; the others are for games and samples.
const FIT_FOR_KEYS: &[&str] = &["StdRng", "ChaCha8Rng", "ChaCha12Rng", "ChaCha20Rng", "ChaChaRng", "Hc128Rng"];

/// What says that secrets are made near.
const PURPOSES: &[&str] =
    &["secret", "private", "keypair", "keygen", "nonce", "salt", "token", "password", "signing", "crypto", "wallet"];

/// How far around the seed its purpose may be named, in bytes.
const NEAR: usize = 400;

pub(crate) fn check(event: &Event, surroundings: &Surroundings<'_>) -> Option<Objection> {
    let hit = sinks::hit(event, surroundings).filter(|hit| hit.kind == Kind::Seed)?;
    // Most programs that count on the same numbers want them: simulations,
    // shuffles, procedural worlds. Only what makes secrets must not.
    let is_one = surroundings.wants_guesses() && is_written(&hit) && makes_secrets(event, surroundings.source);
    is_one.then(|| hit.objection())
}

fn is_written(hit: &Hit<'_>) -> bool {
    let generator = hit.callee.path.rsplit("::").nth(1).unwrap_or_default();
    let is_whole = hit.value.form == Form::Number || hit.value.bytes.len() >= 8;
    is_whole && FIT_FOR_KEYS.contains(&generator)
}

/// Whether the names around the seed, or the code that follows in its
/// function, speak of secrets.
fn makes_secrets(event: &Event, source: &[u8]) -> bool {
    let rest = &source[event.span.end.min(source.len())..];
    let text = String::from_utf8_lossy(&rest[..rest.len().min(NEAR)]);
    let body = text.split("fn ").next().unwrap_or_default();
    let named = event.site.names.iter().map(|name| name.text.as_str());
    let written = body.split(|c: char| !c.is_alphanumeric() && c != '_');
    named.chain(written).flat_map(name::words).any(|word| PURPOSES.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::lines_of;

    fn lines(source: &str) -> Vec<usize> {
        lines_of("hard-coded-seed", source)
    }

    #[test]
    fn a_seed_from_which_keys_are_made_is_found() {
        let source = r#"
            use rand::{SeedableRng, rngs::StdRng};
            fn keys() {
                let mut rng = StdRng::seed_from_u64(42);
                let signing_key = SigningKey::generate(&mut rng);
            }
            fn session_token() -> u64 {
                rand_chacha::ChaCha20Rng::from_seed([0; 32]).next_u64()
            }
        "#;
        assert_eq!(lines(source), [4, 8]);
    }

    #[test]
    fn a_seed_for_the_same_world_each_time_is_clean() {
        let source = r#"
            use rand::{SeedableRng, rngs::{SmallRng, StdRng}};
            fn shuffle(cards: &mut [Card]) {
                cards.shuffle(&mut StdRng::seed_from_u64(42));
            }
            fn secret_keys() {
                let rng = SmallRng::seed_from_u64(1);
                let drawn = StdRng::from_rng(OsRng);
                let mut seed = [0; 32];
                getrandom(&mut seed);
                StdRng::from_seed(seed)
            }
        "#;
        assert_eq!(lines(source), []);
    }
}
