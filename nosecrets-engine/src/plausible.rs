//! The plausibility of one token, worked out once for all detectors that ask alike.

use nosecrets_detectors::Detector;

/// The last answer about one token, and the entropy and classes it was for.
///
/// The detectors of a shape differ little in what they ask for.
#[derive(Default)]
pub(crate) struct Plausible(Option<((u8, u8), bool)>);

impl Plausible {
    /// Whether the token may be one of a detector.
    pub(crate) fn is(&mut self, detector: &Detector, token: &[u8]) -> bool {
        let asked = (detector.min_entropy, detector.classes);
        let known = self.0.filter(|(known, _)| *known == asked);
        self.0.insert(known.unwrap_or_else(|| (asked, detector.is_plausible(token)))).1
    }
}
