//! What is wrong with detectors of users.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use nosecrets_detectors::BUILTIN;
use nosecrets_detectors::context::Words;
use nosecrets_detectors::spec::guard::{self, Finder};
use nosecrets_detectors::spec::rng::Rng;
use nosecrets_detectors::spec::schema::Detector;
use nosecrets_detectors::spec::{build, template};

use super::Own;
pub use super::remark::Remark;
use super::written::{self, Written};
use crate::detectors::Detectors;
use crate::fitting::spellings::ways;
use crate::problem::Problem;
use crate::{masks, visible};

/// The most detectors that a file may have.
const MAX_DETECTORS: usize = 4096;

/// The most words that detectors of a file may ask for: each has a number of two
/// bytes, and those that it may be spelled by.
const MAX_WORDS: usize = 16 << 10;

/// The most bytes that examples of a file may stand for, in one draw of each:
/// `{hex:9999}` is short to write.
const MAX_EXAMPLES: usize = 4 << 20;

/// What keeps detectors from being used.
#[derive(Debug, Default)]
pub struct Wrong {
    /// Every mistake; those of examples if there are no others.
    pub mistakes: Vec<Remark>,
    /// The detectors, if they could be built: what they find is not shown.
    detectors: Detectors,
}

impl From<Vec<Remark>> for Wrong {
    fn from(mistakes: Vec<Remark>) -> Wrong {
        Wrong { mistakes, detectors: Detectors::default() }
    }
}

impl Wrong {
    /// The mistakes where they stand in the text of the file at `path`.
    #[must_use]
    pub fn problems(self, path: &Path, text: &Arc<str>, written: &[Written]) -> Vec<Problem> {
        let hidden: Arc<str> = masks::mask_among(self.detectors, text).into();
        let problem = |mistake: Remark| {
            let title = masks::mask_among(self.detectors, &mistake.text);
            Problem::new(path, Arc::clone(&hidden), mistake.place(written), title, "")
        };
        self.mistakes.into_iter().map(problem).collect()
    }
}

/// Checks the detectors of a file as a set, and against those that are built in.
///
/// # Errors
/// Every mistake in them.
pub fn check(written: &[Written]) -> Result<&'static Own, Wrong> {
    right(number(written))?;
    let fields = written.iter().enumerate().flat_map(|(at, written)| fields(at, &written.detector));
    right(ids(written).into_iter().chain(fields).chain(shown(written)).collect())?;
    let sources: Vec<Detector> = written.iter().map(|written| written.detector.clone()).collect();
    // All of them were built one by one before.
    let of_the_set = |text: String| Remark { detector: 0, key: "id", text };
    let catalogue = build::build(&[written::file(sources.clone())])
        .map_err(|errors| errors.into_iter().map(of_the_set).collect::<Vec<_>>())?;
    let own = Own::new(Box::leak(Box::new(catalogue)), sources)?;
    right(size_of_examples(written))?;
    let examples = |(at, written): (usize, &Written)| examples(at, &written.detector, own);
    let mistakes: Vec<_> = written.iter().enumerate().flat_map(examples).collect();
    right(mistakes).map_err(|mistakes| Wrong { mistakes, detectors: own.into() })?;
    Ok(own)
}

fn right(mistakes: Vec<Remark>) -> Result<(), Vec<Remark>> {
    if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
}

/// Whether there are more than can be dealt with.
fn number(written: &[Written]) -> Vec<Remark> {
    // A word of several parts is looked up in each way to spell it.
    let words = |Written { detector, .. }: &Written| -> usize {
        detector.context.iter().chain(&detector.kind).map(|word| ways(word).len()).sum()
    };
    let too_many = |at, text: String| Remark { detector: at, key: "id", text };
    let mut sum = 0;
    let first = written.iter().position(|written| {
        sum += words(written);
        sum > MAX_WORDS
    });
    let words =
        first.map(|at| too_many(at, format!("the detectors have more than {MAX_WORDS} context words: remove some")));
    let detectors = (written.len() > MAX_DETECTORS)
        .then(|| too_many(MAX_DETECTORS, format!("there are more than {MAX_DETECTORS} detectors: remove some")));
    detectors.into_iter().chain(words).collect()
}

/// Ids that are taken.
fn ids(written: &[Written]) -> Vec<Remark> {
    let mut seen = BTreeSet::new();
    let mut remarks = Vec::new();
    for (at, written) in written.iter().enumerate() {
        let id = written.detector.id.as_str();
        let mut wrong = |text: String| remarks.push(Remark { detector: at, key: "id", text });
        if !guard::is_kebab(id) {
            wrong(format!("`{id}` is not kebab-case: write lower-case letters and digits, joined by `-`"));
        }
        if !seen.insert(id) {
            wrong(format!("there are two detectors `{id}`: give one of them another id"));
        }
        if Detectors::default().is_rule(id) {
            wrong(format!("`{id}` is a built-in rule: choose another id"));
        } else if is_taken(id) {
            wrong(format!("`{id}` is the name of a provider or group: choose another id"));
        }
    }
    remarks
}

/// Whether an id of a user's detector would be taken for something else.
#[must_use]
pub fn is_taken(id: &str) -> bool {
    id == nosecrets_detectors::detector::CUSTOM || Detectors::default().is_name(id)
}

fn fields(at: usize, detector: &Detector) -> impl Iterator<Item = Remark> + use<> {
    let faults = guard::check_fields(detector).into_iter().chain(guard::check_build(detector));
    faults.map(move |fault| Remark { detector: at, key: fault.key, text: fault.text })
}

/// What is shown with every finding must be fit to be shown.
fn shown(written: &[Written]) -> Vec<Remark> {
    let texts = |own: &'_ Written| {
        let Detector { id, title, env, .. } = &own.detector;
        [("id", id.clone()), ("title", title.clone()), ("env", env.clone())]
    };
    let values: Vec<_> = written.iter().flat_map(texts).collect();
    // Masked all at once, each in its place.
    let masked = masks::mask(&values.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join("\n"));
    let mut remarks = Vec::new();
    let mut from = 0;
    for (number, (key, value)) in values.iter().enumerate() {
        let mut wrong = |what: &str| {
            let text = format!("the {key} contains {what}, and it is shown with every finding");
            remarks.push(Remark { detector: number / 3, key, text });
        };
        if masked.get(from..from + value.len()) != Some(value) {
            wrong("a credential");
        }
        if visible::line(value) != *value {
            wrong("invisible characters");
        }
        from += value.len() + 1;
    }
    remarks
}

/// Whether the examples stand for more than can be drawn in a moment.
fn size_of_examples(written: &[Written]) -> Vec<Remark> {
    let mut sum = 0;
    for (at, written) in written.iter().enumerate() {
        let Detector { id, positive, negative, .. } = &written.detector;
        for (key, examples) in [("positive", positive), ("negative", negative)] {
            let mut rng = Rng::from_seed(id);
            // One that cannot be drawn is told by the check of examples.
            let drawn = examples.iter().filter_map(|example| template::expand(example, &mut rng).ok());
            sum += drawn.map(|token| token.len()).sum::<usize>();
            if sum > MAX_EXAMPLES {
                let text = format!("the examples expand to more than {MAX_EXAMPLES} bytes: write shorter ones");
                return vec![Remark { detector: at, key, text }];
            }
        }
    }
    Vec::new()
}

fn examples(at: usize, detector: &Detector, own: &'static Own) -> impl Iterator<Item = Remark> + use<> {
    let title = finds(own, &detector.title).then(|| "one of the detectors finds something in the title".to_owned());
    let faults = guard::check_examples_by(detector, own.catalogue(), &own);
    let faults = faults.into_iter().map(|fault| (fault.key, fault.text));
    let all = title.map(|text| ("title", text)).into_iter().chain(faults);
    all.map(move |(key, text)| Remark { detector: at, key, text })
}

/// Whether one of some detectors finds something in a title. Its own words are names near
/// everything in it, so they say nothing.
#[must_use]
pub fn finds(own: &'static Own, title: &str) -> bool {
    !own.find(title.as_bytes(), &Words::new()).is_empty()
}

/// Detectors of which an example is found by something built in as well: no
/// mistake, but worth knowing.
#[must_use]
pub fn clashes(written: &[Written]) -> Vec<Remark> {
    let clash = |(at, written): (usize, &Written)| {
        clash(&written.detector).map(|text| Remark { detector: at, key: "positive", text })
    };
    written.iter().enumerate().filter_map(clash).collect()
}

fn clash(detector: &Detector) -> Option<String> {
    let words = Words::of(detector.context.iter().chain(&detector.kind).map(String::as_str));
    let finder = detector.positive.iter().find_map(|example| {
        let token = guard::expand_positive(detector, example, &mut Rng::from_seed(&detector.id)).ok()?;
        let found = Finder::find(&&BUILTIN, &token, &words);
        found.first().map(|found| found.detector.id)
    })?;
    Some(format!("the built-in `{finder}` finds an example of `{}` too: is this detector needed?", detector.id))
}
