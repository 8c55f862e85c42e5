//! What is to be said of a user's detector.

use std::ops::Range;

use super::written::Written;

/// Something to say of a detector.
#[derive(Debug, PartialEq, Eq)]
pub struct Remark {
    /// Number of the detector in the file.
    pub detector: usize,
    /// Key of the value that it is about.
    pub key: &'static str,
    /// What is wrong, or worth knowing.
    pub text: String,
}

impl Remark {
    /// Where the value stands that it is about.
    #[must_use]
    pub fn place(&self, written: &[Written]) -> Range<usize> {
        written.get(self.detector).map_or(0..0, |written| written.place(self.key))
    }
}
