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
    /// The regex; none if the rule only looks at paths.
    regex: Option<String>,
    /// The group that holds the token, if the rule says so.
    group: Option<usize>,
    /// Least entropy of the token, in bits per byte.
    entropy: Option<f64>,
    /// Words of which one must stand in the text.
    keywords: Vec<String>,
    /// How sure a match is.
    confidence: Option<String>,
    /// Whether it is only an aid for other rules.
    component: bool,
    /// What has no counterpart here.
    lost: Vec<String>,
}

impl Foreign {
    /// Hides credentials in what is written or said of the rule, for a description may
    /// quote what the rule is to find, and characters in its title that cannot be seen.
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
    /// What holds for the whole file and has no counterpart here.
    pub(crate) lost: Vec<String>,
}

/// Translates a file; its form is told by its name.
///
/// # Errors
/// If the text is no file of rules.
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
    /// Gives a detector its id for a title where one of them finds something in the title,
    /// for a title is shown. One that finds something in an id too has no name at all.
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

/// An id of letters, digits and `-` only.
fn kebab(id: &str) -> String {
    let words = id.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}
