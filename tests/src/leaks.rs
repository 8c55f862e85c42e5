//! Whether something that is shown gives a credential away.

use nosecrets_core::Detector;
use nosecrets_engine::{Finding, Report};

use crate::tokens;

/// As many bytes of a token in a row prove that it was shown.
const TOO_MANY: usize = 9;

/// Whether `shown` holds so much of the secret part of `token`.
///
/// What another token of the kind holds too is public.
#[must_use]
pub fn gives_away(shown: &str, detector: &Detector, token: &[u8]) -> bool {
    let other = tokens::token(detector.id, "another");
    let holds = |text: &[u8], piece: &[u8]| text.windows(TOO_MANY).any(|part| part == piece);
    token.windows(TOO_MANY).any(|piece| holds(shown.as_bytes(), piece) && !holds(&other, piece))
}

/// Everything that a finding can show, in one text.
#[must_use]
pub fn everything_shown(finding: &Finding) -> String {
    let mut text = format!(
        "{finding:?} {} {} ",
        finding.redacted().map(ToString::to_string).unwrap_or_default(),
        finding.fingerprint()
    );
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
