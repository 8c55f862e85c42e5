//! What is known of rows that no detector takes as they stand: `reasons.toml`.

use std::path::Path;
use std::{fmt, fs};

use nosecrets_detectors::spec::guard;
use nosecrets_detectors::spec::rng::Rng;
use nosecrets_detectors::spec::schema::{Detector, File};
use serde::Deserialize;

use super::facts::Row;
use super::notation::Format;
use super::scan;

/// Examples drawn of each template.
const DRAWS: usize = 8;

/// The file's place in the workspace.
pub(crate) const FILE: &str = "xtask/src/coverage/reasons.toml";

/// What is known of the rows that no detector takes as they stand.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reasons {
    row: Vec<Reason>,
}

/// Why a row is not taken as it stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reason {
    provider: String,
    #[serde(default)]
    kind: String,
    /// The beginning of the row's format; of all rows of the kind if there is none.
    #[serde(default)]
    format: String,
    /// That what the row describes is a word, a date, a version: nothing that opens anything.
    #[serde(default)]
    no_credential: bool,
    /// The detector of what the vendor issues, of which the row takes more.
    detector: Option<String>,
    /// What the row has around the value, `{}`.
    around: Option<String>,
    /// That the row was published without regard to case, which its notation does not say.
    #[serde(default)]
    any_case: bool,
    /// That the row describes a part of what the detector takes whole.
    #[serde(default)]
    part: bool,
    /// Rust code of the row's form with a value, `{}`, that a rule finds.
    rust: Option<String>,
    /// In words.
    reason: String,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.detector {
            Some(detector) => write!(f, "{detector}: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

/// How a row with a reason counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The row takes what a detector of ours takes, and more.
    Tighter,
    /// A rule finds values in code of the row's form.
    InCode,
    /// No credential.
    NoCredential,
    /// Not covered.
    Open,
}

impl Reasons {
    /// Reads the file.
    pub(crate) fn read(path: &Path) -> Result<Reasons, String> {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// The reason for a row.
    pub(crate) fn of(&self, row: &Row) -> Option<&Reason> {
        self.row.iter().find(|reason| {
            reason.provider == row.provider && reason.kind == row.kind && row.format.starts_with(&reason.format)
        })
    }
}

impl Reason {
    /// How the row counts. That a detector covers what the vendor issues is not taken on
    /// trust: the row's format must take an example of the detector.
    pub(crate) fn standing(&self, row: &Row, files: &[File]) -> Result<Standing, String> {
        if self.no_credential {
            return Ok(Standing::NoCredential);
        }
        if let Some(code) = &self.rust {
            return match self.takes_code(row, code) {
                true => Ok(Standing::InCode),
                false => Err(format!("{} | {} | {}: not found in `{code}`", row.provider, row.kind, row.format)),
            };
        }
        let Some(id) = &self.detector else { return Ok(Standing::Open) };
        let detector = files.iter().flat_map(|file| &file.detectors).find(|detector| detector.id == *id);
        let detector = detector.ok_or_else(|| format!("{}: no detector `{id}`", self.provider))?;
        match self.takes_an_example(row, detector) {
            true => Ok(Standing::Tighter),
            false => Err(format!("{} | {} | {}: does not take what `{id}` finds", row.provider, row.kind, row.format)),
        }
    }

    /// Whether code has the row's form and its values are found.
    fn takes_code(&self, row: &Row, code: &str) -> bool {
        let format = Format::parse(&row.format);
        let passwords = Format::parse("<0-9A-Za-z:16>");
        (0..DRAWS).all(|draw| {
            let value = passwords.draw(&mut Rng::from_seed(&format!("reasons/{code}/{draw}")));
            let source = code.replace("{}", &String::from_utf8_lossy(&value)).into_bytes();
            (0..source.len()).any(|from| format.takes_start_of(&source[from..])) && scan::is_found_in_code(&source)
        })
    }

    fn takes_an_example(&self, row: &Row, detector: &Detector) -> bool {
        let format = Format::parse(&row.format);
        let draws = (0..DRAWS).flat_map(|draw| detector.positive.iter().map(move |example| (draw, example)));
        draws.into_iter().any(|(draw, example)| {
            let mut rng = Rng::from_seed(&format!("reasons/{}/{draw}", detector.id));
            let value = guard::expand_positive(detector, example, &mut rng);
            value.is_ok_and(|value| self.takes(&format, &value))
        })
    }

    fn takes(&self, format: &Format, value: &[u8]) -> bool {
        let whole = match self.around.as_deref().and_then(|around| around.split_once("{}")) {
            Some((before, after)) => [before.as_bytes(), value, after.as_bytes()].concat(),
            None => value.to_vec(),
        };
        let parts = if self.part { whole.len() } else { 1 };
        format.takes(&whole)
            || (self.any_case
                && (format.takes(&whole.to_ascii_lowercase()) || format.takes(&whole.to_ascii_uppercase())))
            || (0..parts).any(|from| self.part && format.takes_start_of(&whole[from..]))
    }
}
