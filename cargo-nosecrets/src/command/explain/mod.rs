//! `--explain NAME`: all about a rule, a provider or a notice.

pub(crate) mod notices;
mod page;

use nosecrets_core::{BUILTIN, Detector};

use crate::args::Args;
use crate::catalogue;
use crate::environment::{Environment, Streams};
use crate::error::Error;
use crate::exit::Exit;
use crate::nearest::nearest;
use crate::output::style::Styles;

pub(crate) use page::remedy;

/// Writes the page on `name`.
pub(crate) fn run(
    name: &str,
    args: &Args,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let styles = Styles::for_out(args.output.color, environment);
    let id = plain_id(name);
    let text = page(&id, &styles).ok_or_else(|| unknown(&id))?;
    streams.out.write_all(text.as_bytes())?;
    Ok(Exit::Clean)
}

/// Diagnostics in an editor name a rule `nosecrets::rule_id`.
fn plain_id(name: &str) -> String {
    name.strip_prefix("nosecrets::").unwrap_or(name).replace('_', "-").to_ascii_lowercase()
}

fn page(id: &str, styles: &Styles) -> Option<String> {
    if let Some(detector) = detector(id) {
        return Some(page::detector(detector, styles));
    }
    if let Some(nosecrets_engine::Rule::Semantic(rule)) = nosecrets_engine::Rule::by_id(id) {
        return Some(page::semantic(rule, styles));
    }
    if let Some(text) = notices::text(id) {
        return Some(page::notice(id, text, styles));
    }
    let detectors: Vec<_> = BUILTIN.detectors.iter().filter(|d| d.provider == id).collect();
    (!detectors.is_empty()).then(|| page::provider(id, &detectors, styles))
}

fn detector(id: &str) -> Option<&'static Detector> {
    BUILTIN.detectors.iter().find(|detector| detector.id == id)
}

fn unknown(id: &str) -> Error {
    let rules = BUILTIN.detectors.iter().flat_map(|detector| [detector.id, detector.provider]);
    let rules = rules.chain(nosecrets_engine::Rule::semantic().map(|rule| rule.id));
    let known = rules.chain(nosecrets_engine::config::NOTICES.iter().copied());
    let known = known.chain(catalogue::providers().iter().map(|provider| provider.id));
    let help = nearest(id, known).map(|nearest| format!("did you mean `{nearest}`?"));
    Error::new(format!("no rule, provider or notice is named `{id}`"))
        .note("rules are listed by `cargo nosecrets --list`")
        .help(help)
}
