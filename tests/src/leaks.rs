//! Whether something that is shown gives a credential away.

use nosecrets_core::Detector;
use nosecrets_engine::{Finding, Report};

/// As many bytes of a token in a row prove that it was shown.
const TOO_MANY: usize = 9;

/// Whether `shown` holds so much of the secret part of `token`.
///
/// The parts that every token of the kind has are public.
#[must_use]
pub fn gives_away(shown: &str, detector: &Detector, token: &[u8]) -> bool {
    let public = usize::from(detector.public_prefix).min(token.len());
    let secret = &token[public..];
    let shown = shown.as_bytes();
    secret.windows(TOO_MANY).any(|piece| {
        let is_drawn = !piece.windows(2).all(|pair| pair[0] == pair[1]) && !piece.iter().all(u8::is_ascii_punctuation);
        is_drawn && shown.windows(TOO_MANY).any(|part| part == piece)
    })
}

/// Everything that a finding can show, in one text.
#[must_use]
pub fn everything_shown(finding: &Finding) -> String {
    let mut text = format!("{finding:?} {} {} ", finding.redacted().map(ToString::to_string).unwrap_or_default(), finding.fingerprint());
    for label in [finding.primary()].into_iter().chain(finding.secondary()) {
        text.push_str(&label.message);
        text.push('\n');
        text.push_str(&label.excerpt.text);
        text.push('\n');
    }
    text.push_str(finding.holder().unwrap_or_default());
    text
}

/// Everything that a report's notices can show, in one text.
#[must_use]
pub fn notices_shown(report: &Report) -> String {
    report.notices.iter().map(|notice| format!("{notice:?}\n{}\n", notice.excerpt.text)).collect()
}
