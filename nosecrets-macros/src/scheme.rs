//! Schemes of references: which provider a secret is read from.

use crate::error::Mistake;

/// The scheme that can be read.
const ENV: &str = "env";

/// Schemes of the grammar that no provider reads yet.
const PLANNED: &[&str] = &["aws-sm", "conjur", "file", "keyring", "systemd", "vault"];

/// The variable that `reference` names: all of it, or what follows `env://`.
///
/// No name has a colon in it, so whatever has one is meant as a reference,
/// such as `aws-sm:arn:…`, which has no slashes.
pub(crate) fn variable(reference: &str) -> Result<&str, Mistake> {
    let Some((scheme, rest)) = reference.split_once(':') else {
        return Ok(reference);
    };
    if let (ENV, Some(name)) = (scheme, rest.strip_prefix("//")) {
        return Ok(name);
    }
    let planned = PLANNED.iter().find(|&&known| known == scheme);
    Err(planned.map_or_else(|| Mistake::UnknownScheme(nearest(scheme)), |&known| Mistake::PlannedScheme(known)))
}

/// The scheme that was probably meant, if two slips of the keyboard or fewer
/// lead to it.
fn nearest(scheme: &str) -> Option<&'static str> {
    let scheme = scheme.to_ascii_lowercase();
    let all = PLANNED.iter().chain(&[ENV]);
    let near = all.map(|&known| (distance(known.as_bytes(), scheme.as_bytes()), known));
    // A short scheme is two slips away from nearly everything.
    near.filter(|&(slips, known)| slips <= 2 && slips < known.len() - 1).min().map(|(_, known)| known)
}

/// Levenshtein distance: insertions, deletions and replacements, in bytes.
///
/// Source: R. A. Wagner and M. J. Fischer, "The String-to-String Correction
/// Problem" (1974).
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_alone_is_short_for_env() {
        assert_eq!(variable("TOKEN"), Ok("TOKEN"));
        assert_eq!(variable("env://TOKEN"), Ok("TOKEN"));
        assert_eq!(variable("env://"), Ok(""));
    }

    #[test]
    fn planned_schemes_are_known_in_all_their_forms() {
        for (reference, scheme) in [
            ("vault://secret/twilio#api_key", "vault"),
            ("aws-sm:arn:aws:x", "aws-sm"),
            ("file:///run/secrets/x", "file"),
        ] {
            assert_eq!(variable(reference), Err(Mistake::PlannedScheme(scheme)), "{reference}");
        }
    }

    #[test]
    fn the_nearest_scheme_is_proposed() {
        for (reference, nearest) in [
            ("valt://secret/x", Some("vault")),
            ("Vault://secret/x", Some("vault")),
            ("awssm://x", Some("aws-sm")),
            ("ENV://X", Some("env")),
            ("env:X", Some("env")),
            ("enw://X", Some("env")),
            ("op://vault/x", None),
            ("https://example.com", None),
        ] {
            assert_eq!(variable(reference), Err(Mistake::UnknownScheme(nearest)), "{reference}");
        }
    }

    #[test]
    fn distance_counts_slips() {
        for (a, b, slips) in [("", "", 0), ("", "abc", 3), ("kitten", "sitting", 3), ("vault", "valut", 2)] {
            assert_eq!(distance(a.as_bytes(), b.as_bytes()), slips, "{a} {b}");
        }
    }
}
