//! Hides credentials in text that is about to be said: lines of a configuration
//! file, names that are quoted, messages of cargo.

use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;

use crate::config::{Config, Level, Levels};
use crate::detectors::Detectors;
use crate::finding::Finding;
use crate::role::Role;
use crate::scan::Scanner;

/// `text` with every credential in it overwritten by as many `*` as it has
/// bytes, so that positions stay.
#[must_use]
pub fn mask(text: &str) -> String {
    mask_among(Detectors::default(), text)
}

/// The same, of what these detectors find.
#[must_use]
pub fn mask_among(detectors: Detectors, text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for secret in secrets(detectors, text) {
        if let Some(secret) = bytes.get_mut(secret) {
            secret.fill(b'*');
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The same for words about `source`: they may quote a part of a line that is too
/// short to be known as a part of a credential.
#[must_use]
pub fn mask_quoted(said: &str, source: &str) -> String {
    let found = secrets(Detectors::default(), source);
    let pieces: HashSet<&[u8]> = found
        .iter()
        .filter_map(|secret| source.as_bytes().get(secret.clone()))
        .flat_map(|secret| secret.windows(PIECE))
        .collect();
    let mut bytes = said.as_bytes().to_vec();
    for (at, piece) in said.as_bytes().windows(PIECE).enumerate() {
        if pieces.contains(piece) {
            bytes[at..at + PIECE].fill(b'*');
        }
    }
    mask(&String::from_utf8_lossy(&bytes))
}

/// As many bytes of a credential are known again, wherever they stand.
const PIECE: usize = 6;

fn secrets(detectors: Detectors, text: &str) -> Vec<Range<usize>> {
    let config = Config { detectors, levels: loud(), ..Config::default() };
    let shown = Path::new("text");
    let report = Scanner::new(config).scan_bytes(shown, Role::Other, text.as_bytes());
    report.findings.iter().flat_map(places).collect()
}

/// Identifiers are hidden too: nothing is lost by it here.
fn loud() -> Levels {
    let mut levels = Levels::default();
    levels.set("all", Level::Deny).ok();
    levels
}

fn places(finding: &Finding) -> Vec<Range<usize>> {
    let labels = std::iter::once(finding.primary()).chain(finding.secondary());
    labels.map(|label| label.location.start..label.location.end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_that_is_quoted_is_masked_as_well() {
        let canary: String = "_yranac_sterceson".chars().rev().chain("tbl9pxm3wkv0rz7q".chars()).collect();
        let source = format!("token = \"{canary}\" oops");
        assert_eq!(mask(&canary), "*".repeat(canary.len()));
        assert_eq!(
            mask_quoted("...pxm3wkv0rz7q\" oops", &source),
            "...***********\" oops".replace("***********", &"*".repeat(12))
        );
    }
}
