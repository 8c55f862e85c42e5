//! Files → a catalogue.

use super::compile::{self, Compiled};
use super::regex;
use super::schema::{self, File};
use super::table::{self, Table};
use crate::catalogue::Catalogue;
use crate::detector::{Confidence, Severity, Tier};
use crate::validator::Validator;

/// A detector, checked and compiled.
#[derive(Debug)]
pub(super) struct Draft {
    pub source: schema::Detector,
    pub provider: String,
    pub compiled: Compiled,
    pub tier: Tier,
    pub severity: Severity,
    pub confidence: Confidence,
    pub validator: Validator,
    /// In tenths of a bit per byte.
    pub min_entropy: u8,
}

/// Builds the catalogue of these files; it lives for the rest of the process.
///
/// # Errors
/// One message a detector that cannot be compiled.
pub fn build(files: &[File]) -> Result<Catalogue, Vec<String>> {
    let Table { bytes, text } = table(files)?;
    Ok(Catalogue::new(bytes.leak(), Box::leak(text.into_boxed_str())))
}

/// Builds the table of these files.
///
/// # Errors
/// One message a detector that cannot be compiled.
pub fn table(files: &[File]) -> Result<Table, Vec<String>> {
    let mut drafts = Vec::new();
    let mut errors = Vec::new();
    for file in files {
        for detector in &file.detectors {
            match draft(&file.provider.id, detector) {
                Ok(draft) => drafts.push(draft),
                Err(error) => errors.push(format!("{}: {error}", detector.id)),
            }
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    drafts.sort_by(|a, b| a.source.id.cmp(&b.source.id));
    table::write(&drafts).map_err(|error| vec![error])
}

fn draft(provider: &str, source: &schema::Detector) -> Result<Draft, String> {
    let compiled = match &source.regex {
        Some(regex) => regex::outline(regex)?,
        None => compile::compile(&source.pattern)?,
    };
    let tier = tier(source);
    if tier == Tier::Structured && compiled.anchors.is_empty() && source.regex.is_none() {
        return Err("has no fixed string of two bytes or more, so it needs a `context`".into());
    }
    let validator = match &source.validator {
        None => Validator::None,
        Some(name) => Validator::from_name(name).ok_or_else(|| format!("no validator `{name}`"))?,
    };
    Ok(Draft {
        provider: provider.to_owned(),
        tier,
        severity: named(Severity::from_name(&source.severity), &source.severity)?,
        confidence: named(Confidence::from_name(&source.confidence), &source.confidence)?,
        validator,
        min_entropy: source.min_entropy.map_or_else(|| default_entropy(compiled.body), tenths),
        compiled,
        source: source.clone(),
    })
}

/// A value of the data, or that there is none of that name.
fn named<T>(value: Option<T>, name: &str) -> Result<T, String> {
    value.ok_or_else(|| format!("unknown value `{name}`"))
}

fn tier(source: &schema::Detector) -> Tier {
    if source.component {
        Tier::Component
    } else if source.context.is_empty() {
        Tier::Structured
    } else {
        Tier::Contextual
    }
}

fn tenths(bits: f64) -> u8 {
    (bits * 10.0).round().clamp(0.0, 80.0) as u8
}

/// Least entropy of a random body of `len` characters out of `alphabet`, less
/// a margin that one in a million draws would need.
fn default_entropy((len, alphabet): (u32, u32)) -> u8 {
    let most = f64::from(len.min(alphabet).max(1)).log2();
    tenths(most * 0.66)
}
