//! Whether a detector finds the values of a published format: by shape and
//! names only, for a right checksum cannot be drawn.

use std::collections::BTreeMap;

use nosecrets_detectors::context::Words;
use nosecrets_detectors::judge::Names;
use nosecrets_detectors::matcher::match_at;
use nosecrets_detectors::spec::rng::Rng;
use nosecrets_detectors::{Catalogue, Detector, Tier};

use super::facts::Row;
use super::notation::Format;

/// Values drawn from each format.
pub(super) const DRAWS: usize = 12;

/// Values of a format that must be found, so that it counts as covered: rare
/// draws are placeholders or meet a border by chance.
const ENOUGH: usize = 11;

/// Words that stand near a credential of any provider.
const GENERIC: [&str; 22] = [
    "api", "key", "token", "secret", "client", "id", "password", "auth", "access", "app", "account", "user",
    "username", "webhook", "url", "host", "private", "license", "session", "personal", "service", "domain",
];

/// How far a row is covered.
pub(super) struct Judged {
    /// Values found whole.
    pub(super) found: usize,
    /// The detector that finds most of them, whole or else in part.
    pub(super) by: Option<&'static Detector>,
}

impl Judged {
    /// Whether nearly all values are found.
    pub(super) fn is_covered(&self) -> bool {
        self.found >= ENOUGH
    }
}

/// Values of a row, the same in every run.
pub(super) fn values(row: &Row) -> Vec<Vec<u8>> {
    let format = Format::parse(&row.format);
    let seed = |draw| format!("{}/{}/{}/{draw}", row.provider, row.kind, row.format);
    (0..DRAWS).map(|draw| trimmed(&format.draw(&mut Rng::from_seed(&seed(draw))))).collect()
}

/// The value without the white space and quotes that a format may have around it.
fn trimmed(value: &[u8]) -> Vec<u8> {
    let is_border = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`');
    let from = value.iter().position(|byte| !is_border(byte)).unwrap_or(0);
    let to = value.iter().rposition(|byte| !is_border(byte)).map_or(value.len(), |last| last + 1);
    value[from..to].to_vec()
}

/// Asks the catalogue for values of a row, under all names that may stand near.
pub(super) fn judge(row: &Row, catalogue: &'static Catalogue) -> Judged {
    let near = Near::of(row);
    let fitting: Vec<&'static Detector> =
        catalogue.detectors().iter().filter(|detector| detector.fits(near.names())).collect();
    let mut found = 0;
    let (mut whole, mut parts) = (Counts::new(), Counts::new());
    for value in values(row) {
        let finders: Vec<_> = fitting.iter().filter(|d| match_at(&d.program, &value, 0) == Some(value.len())).collect();
        found += usize::from(!finders.is_empty());
        finders.iter().for_each(|finder| *whole.entry((finder.tier, finder.id)).or_insert(0) += 1);
        for detector in fitting.iter().filter(|d| finders.is_empty() && holds(d, &value)) {
            *parts.entry((detector.tier, detector.id)).or_insert(0) += 1;
        }
    }
    let by = most(&whole).or_else(|| most(&parts));
    Judged { found, by: by.and_then(|id| catalogue.by_id(id)) }
}

/// How many values each detector finds.
type Counts = BTreeMap<(Tier, &'static str), i32>;

/// Whether a part of `value` has the detector's shape.
fn holds(detector: &Detector, value: &[u8]) -> bool {
    (0..value.len()).any(|start| match_at(&detector.program, value, start).is_some())
}

/// The detector that finds most, of equals the one of the better tier.
fn most(counts: &Counts) -> Option<&'static str> {
    counts.iter().min_by_key(|((tier, _), count)| (-**count, *tier)).map(|((_, id), _)| *id)
}

/// The names that are thought to stand around a row's values.
pub(super) struct Near {
    all: Words,
    own: Words,
}

impl Near {
    /// The provider's, the row's own words, and those of any credential.
    pub(super) fn of(row: &Row) -> Near {
        let words = [&row.provider].into_iter().chain(&row.words).map(String::as_str);
        Near { all: Words::of(words.chain(GENERIC)), own: Words::of(["key"]) }
    }

    /// The names as a detector asks for them.
    pub(super) fn names(&self) -> Names<'_> {
        Names { all: &self.all, near: &self.all, own: &self.own }
    }
}
