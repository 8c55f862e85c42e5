//! The `[[detector]]`s of a settings file: the schema of the catalogue
//! without what only a provider has.

use std::collections::BTreeMap;
use std::ops::Range;

use nosecrets_detectors::detector::CUSTOM;
use nosecrets_detectors::spec::schema::{CaptureGroup, Detector, File, Provider, Regex};
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A detector of a user, and where it stands.
#[derive(Debug)]
pub struct Written {
    /// As it is written, with what was left out filled in.
    pub detector: Detector,
    /// Where its values stand, by key.
    places: BTreeMap<String, Range<usize>>,
    at: Range<usize>,
}

impl Written {
    /// Where the value of a key stands, or the detector if it has none.
    #[must_use]
    pub fn place(&self, key: &str) -> Range<usize> {
        self.places.get(key).unwrap_or(&self.at).clone()
    }
}

/// What is of interest in the file.
#[derive(Deserialize)]
struct Settings {
    #[serde(default, rename = "detector")]
    detectors: Vec<Spanned<Table>>,
}

/// A table as a user writes it: less is required than in the catalogue.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    id: String,
    title: String,
    env: Option<String>,
    pattern: Option<String>,
    regex: Option<String>,
    group: Option<CaptureGroup>,
    severity: Option<String>,
    confidence: Option<String>,
    #[serde(default)]
    component: bool,
    #[serde(default)]
    context: Vec<String>,
    #[serde(default)]
    kind: Vec<String>,
    validator: Option<String>,
    min_entropy: Option<f64>,
    positive: Vec<String>,
    negative: Vec<String>,
}

/// Whether a text is TOML with detectors in it.
pub(super) fn are_in(text: &str) -> bool {
    text.contains("detector") && DeTable::parse(text).is_ok_and(|table| !array_of(table.get_ref()).is_empty())
}

/// Reads the detectors of a settings file; its other keys are not looked at.
///
/// # Errors
/// If the file does not follow the schema: the place and what is wrong there.
pub fn parse(text: &str) -> Result<Vec<Written>, (Range<usize>, String)> {
    let failed = |error: toml::de::Error| (error.span().unwrap_or(0..0), error.message().to_owned());
    let settings: Settings = toml::from_str(text).map_err(failed)?;
    let mut places = places(text).into_iter();
    let written = |table: Spanned<Table>| {
        let (at, places) = (table.span(), places.next().unwrap_or_default());
        let table = table.into_inner();
        let wrong = shape(&table);
        let written = Written { detector: complete(table), places, at };
        match wrong {
            Some((key, why)) => Err((written.place(key), why.to_owned())),
            None => Ok(written),
        }
    };
    settings.detectors.into_iter().map(written).collect()
}

/// What is wrong with how a detector says what its credentials look like, and at which key.
fn shape(table: &Table) -> Option<(&'static str, &'static str)> {
    match (&table.pattern, &table.regex, &table.group) {
        (None, None, _) => Some(("", "the detector has neither a `pattern` nor a `regex`: write one of them")),
        (Some(_), Some(_), _) => Some(("regex", "the detector has a `pattern` and a `regex`: write one of them")),
        (Some(_), None, Some(_)) => Some(("group", "only a `regex` has groups, and this is a `pattern`")),
        (Some(_), None, None) | (None, Some(_), _) => None,
    }
}

/// The detectors as a file of the catalogue.
#[must_use]
pub fn file(detectors: Vec<Detector>) -> File {
    File {
        provider: Provider {
            id: CUSTOM.into(),
            name: "custom detectors".into(),
            url: env!("CARGO_PKG_REPOSITORY").into(),
            category: None,
            console: None,
            aliases: Vec::new(),
            remediation: None,
        },
        detectors,
    }
}

/// Fills in what a user need not write.
fn complete(table: Table) -> Detector {
    let sure = if table.context.is_empty() { "high" } else { "medium" };
    Detector {
        env: table.env.unwrap_or_else(|| variable(&table.id)),
        severity: table.severity.unwrap_or_else(|| "high".into()),
        confidence: table.confidence.unwrap_or_else(|| sure.into()),
        id: table.id,
        title: table.title,
        pattern: table.pattern.unwrap_or_default(),
        regex: table.regex.map(|text| Regex { text, group: table.group }),
        component: table.component,
        context: table.context,
        kind: table.kind,
        validator: table.validator,
        min_entropy: table.min_entropy,
        positive: table.positive,
        negative: table.negative,
    }
}

/// The variable that holds such a credential: its id in capitals, which must
/// begin with a letter.
#[must_use]
pub fn variable(id: &str) -> String {
    let first = if id.starts_with(|c: char| c.is_ascii_digit()) { "X" } else { "" };
    first.to_owned() + &id.to_uppercase().replace('-', "_")
}

/// The places of the values of each detector, in order.
fn places(text: &str) -> Vec<BTreeMap<String, Range<usize>>> {
    let Ok(table) = DeTable::parse(text) else { return Vec::new() };
    let tables = array_of(table.get_ref()).iter().filter_map(|value| value.get_ref().as_table());
    tables.map(places_of).collect()
}

fn array_of<'t, 'i>(table: &'t DeTable<'i>) -> &'t [Spanned<DeValue<'i>>] {
    let array = table.get("detector").and_then(|value| value.get_ref().as_array());
    array.map(|array| &array[..]).unwrap_or_default()
}

fn places_of(table: &DeTable<'_>) -> BTreeMap<String, Range<usize>> {
    let place = |key: &str, value: &Spanned<DeValue<'_>>| (key.to_owned(), value.span());
    table.iter().map(|(key, value)| place(key.get_ref(), value)).collect()
}
