//! `--explain NAME`: the page of a rule, provider or notice.

pub(crate) mod notices;
mod page;

use nosecrets_detectors::BUILTIN;
use nosecrets_detectors::detector::CUSTOM;
use nosecrets_engine::{Detectors, Rule, masks};

use crate::args::Args;
use crate::catalogue;
use crate::config;
use crate::environment::{Environment, Streams};
use crate::error::Error;
use crate::exit::Exit;
use crate::nearest::did_you_mean;
use crate::output::style::Styles;

pub(crate) use page::remedy;

/// Writes the page of `name`.
pub(crate) fn run(
    name: &str,
    args: &Args,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let styles = Styles::for_out(args.output.color, environment);
    let id = plain_id(name);
    // Built-in pages are shown even if the settings have errors.
    let text = match page(&id, Detectors::default(), &styles) {
        Some(text) => text,
        None => {
            let detectors = config::detectors(args, environment)?;
            page(&id, detectors, &styles).ok_or_else(|| unknown(name, &id, detectors))?
        }
    };
    streams.out.write_all(text.as_bytes())?;
    Ok(Exit::Clean)
}

/// Strips `nosecrets::` and the underscores that diagnostics in an editor have:
/// `nosecrets::rule_id`.
fn plain_id(name: &str) -> String {
    name.strip_prefix("nosecrets::").unwrap_or(name).replace('_', "-").to_ascii_lowercase()
}

fn page(id: &str, detectors: Detectors, styles: &Styles) -> Option<String> {
    match detectors.rule(id) {
        Some(Rule::Detector(detector)) => return Some(page::detector(detector, detectors, styles)),
        Some(Rule::Semantic(rule)) => return Some(page::semantic(rule, styles)),
        None => {}
    }
    if let Some(text) = notices::text(id) {
        return Some(page::notice(id, text, styles));
    }
    if id == CUSTOM && detectors.own().is_some() {
        return Some(page::custom(detectors, styles));
    }
    let provider = catalogue::named(id)?;
    let detectors: Vec<_> = BUILTIN.detectors().iter().filter(|d| d.provider == provider.id).collect();
    Some(page::provider(provider, &detectors, styles))
}

/// The requested name for an error message. Credentials are masked in the original spelling,
/// because in lower case none would be recognised.
fn shown(name: &str, id: &str, detectors: Detectors) -> String {
    let masked = masks::mask_among(detectors, name);
    if masked == name { id.to_owned() } else { masked }
}

fn unknown(name: &str, id: &str, detectors: Detectors) -> Error {
    let rules = detectors.all().flat_map(|detector| [detector.id, detector.provider]);
    let rules = rules.chain(Rule::semantic().map(|rule| rule.id));
    let known = rules.chain(nosecrets_engine::rule_names::NOTICES.iter().copied());
    let known = known.chain(catalogue::providers().iter().map(|provider| provider.id));
    Error::new(format!("no rule, provider or notice is named `{}`", shown(name, id, detectors)))
        .note("rules are listed by `cargo nosecrets --list`")
        .help(did_you_mean(id, known))
}
