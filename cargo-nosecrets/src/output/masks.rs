//! Hides credentials in text that is not ours: lines of a configuration file,
//! messages of cargo.

use std::ops::Range;
use std::path::Path;

use nosecrets_engine::discover::Role;
use nosecrets_engine::{Config, Finding, Levels, Scanner};

/// `text` with every credential in it overwritten by as many `*` as it has
/// bytes, so that positions stay.
pub(crate) fn mask(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for secret in secrets(text) {
        if let Some(secret) = bytes.get_mut(secret) {
            secret.fill(b'*');
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn secrets(text: &str) -> Vec<Range<usize>> {
    let config = Config { levels: loud(), ..Config::default() };
    let shown = Path::new("text");
    let report = Scanner::new(config).scan_bytes(shown, Role::Other, text.as_bytes());
    report.findings.iter().flat_map(places).collect()
}

/// Identifiers are hidden too: nothing is lost by it here.
fn loud() -> Levels {
    let mut levels = Levels::default();
    levels.set("all", nosecrets_engine::Level::Deny).ok();
    levels
}

fn places(finding: &Finding) -> Vec<Range<usize>> {
    let labels = std::iter::once(finding.primary()).chain(finding.secondary());
    labels.map(|label| label.location.start..label.location.end).collect()
}
