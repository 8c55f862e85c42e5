//! Rules of gitleaks, betterleaks and kingfisher → our schema.
//!
//! * [`gitleaks`], [`kingfisher`]: files → [`Foreign`] rules, with what has no counterpart here
//! * [`bounds`]: whether YAML can be loaded
//! * [`split`]: the part of a regex that is the token, and the names before it
//! * [`print`]: a regex → a pattern of our subset
//! * [`template`]: a regex → examples
//! * [`detector`]: all of it together, checked
//! * [`write`]: detectors → TOML

mod bounds;
mod detector;
mod gitleaks;
mod kingfisher;
mod print;
mod split;
mod template;
mod words;
mod write;

use nosecrets_detectors::spec::build;
use nosecrets_detectors::spec::schema::Detector;
use nosecrets_engine::own::{Own, check, written};
use nosecrets_engine::{masks, visible};

pub(crate) use write::toml;

/// A rule of another tool.
#[derive(Debug, Clone, Default)]
struct Foreign {
    /// Kebab-case.
    id: String,
    /// Noun phrase.
    title: String,
    /// The regex; `None` if the rule checks only paths.
    regex: Option<String>,
    /// The group that matches the token, if the rule names one.
    group: Option<usize>,
    /// Minimum entropy of the token, in bits per byte.
    entropy: Option<f64>,
    /// Words; one of them must occur in the text.
    keywords: Vec<String>,
    /// How certain a match is.
    confidence: Option<String>,
    /// Whether it only supports other rules.
    component: bool,
    /// Features without a counterpart here.
    lost: Vec<String>,
}

impl Foreign {
    /// Masks credentials in everything that is written or said about the rule, because a
    /// description may quote what the rule finds. Also removes invisible characters from its title.
    fn hide(&mut self) {
        self.title = visible::line(&masks::mask(&self.title));
        self.keywords.retain(|word| masks::mask(word) == *word);
        self.lost.iter_mut().for_each(|lost| *lost = masks::mask(lost));
    }
}

/// What came of a rule.
#[derive(Debug)]
pub(crate) struct Carried {
    pub(crate) detector: Detector,
    /// What could not be carried over.
    pub(crate) lost: Vec<String>,
    /// Why it has a regex, if it has: what keeps it from having a pattern.
    pub(crate) why_regex: Option<String>,
}

/// What came of a file.
#[derive(Debug, Default)]
pub(crate) struct Imported {
    /// Rules that became detectors.
    pub(crate) carried: Vec<Carried>,
    /// Rules that could not be carried over, each with the reason.
    pub(crate) left_out: Vec<(String, String)>,
    /// Features of the whole file that have no counterpart here.
    pub(crate) lost: Vec<String>,
}

/// Translates a file; its name determines the format.
///
/// # Errors
/// If the text is not a file of rules.
pub(crate) fn import(text: &str, is_yaml: bool) -> Result<Imported, String> {
    let (rules, lost) = if is_yaml { kingfisher::rules(text)? } else { gitleaks::rules(text)? };
    let mut imported = Imported { lost, ..Imported::default() };
    for mut rule in rules {
        rule.hide();
        for (id, result) in detector::detectors(&rule) {
            match result {
                Ok(carried) => imported.carried.push(carried),
                Err(why) => imported.left_out.push((id, why)),
            }
        }
    }
    imported.retitle();
    Ok(imported)
}

impl Imported {
    /// Replaces the title of a detector by its id if one of the detectors finds something in the
    /// title, because titles are shown. A detector that is found in its own id has no usable name,
    /// and is left out.
    fn retitle(&mut self) {
        let detectors: Vec<_> = self.carried.iter().map(|carried| carried.detector.clone()).collect();
        // Too many for one table: the check of the file says so.
        let Ok(catalogue) = build::build(&[written::file(detectors.clone())]) else { return };
        let Ok(own) = Own::new(Box::leak(Box::new(catalogue)), detectors) else { return };
        for mut carried in std::mem::take(&mut self.carried) {
            let detector = &mut carried.detector;
            let is_found = check::finds(own, &detector.title);
            if is_found && check::finds(own, &detector.id) {
                self.left_out.push((carried.detector.id, "a token is found in its id".into()));
                continue;
            }
            if is_found {
                detector.title = detector.id.clone();
                carried.lost.push("its title, in which a token is found".into());
            }
            self.carried.push(carried);
        }
    }
}

/// An id of only letters, digits and `-`.
fn kebab(id: &str) -> String {
    let words = id.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}
