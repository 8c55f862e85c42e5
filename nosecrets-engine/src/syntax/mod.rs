//! Reads the items of a Rust file that hold a candidate.
//!
//! No `proc_macro2::Span` leaves this module: spans become byte ranges of the
//! file at once, and the thread's source map is thrown away after each item.
//!
//! An item that `syn` cannot parse is walked as tokens; one that is no tokens,
//! or nests too deeply to be parsed safely, is left to the text scan.

pub(crate) mod allow;
mod attributes;
mod barriers;
#[cfg(feature = "bench")]
pub mod bench;
mod chain;
mod changes;
mod consts;
pub(crate) mod decode;
mod elsewhere;
pub(crate) mod entries;
mod events;
mod flow;
mod fold;
mod format;
mod headers;
mod imports;
mod names;
mod scope;
mod shown;
mod tokens;
mod user;
mod uses;
mod walk;
mod walker;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::str::FromStr;

use proc_macro2::TokenStream;

use crate::detectors::Detectors;
use crate::event::Event;
use crate::items::Item;
use crate::lexer;
use crate::literal::{Literal, Site};
use consts::Consts;
use uses::Uses;
use walker::Walker;

/// The deepest nesting of delimiters that is given to a parser: `syn` recurses,
/// and a stack that overflows ends the process.
const MAX_DEPTH: usize = 200;

/// How many modules that lie in one another are searched for constants and
/// imports.
pub(crate) const MAX_MODULES: usize = 16;

/// What reading the items of a file gave.
#[derive(Default)]
pub(crate) struct Reading {
    /// Sites of the wanted literals, by the offset at which each starts.
    pub sites: BTreeMap<usize, Site>,
    /// Values that are put together from several literals.
    pub folded: Vec<Literal>,
    /// Suppressions that are written as attributes.
    pub allows: Vec<allow::Allow>,
    /// What the items that were asked for do with values.
    pub events: Vec<Event>,
    /// Items that were parsed.
    pub parsed: usize,
    /// Items that could not be parsed.
    pub unparsed: usize,
}

/// An item that is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chosen {
    /// Where it stands.
    pub range: Range<usize>,
    /// Parts of it that are read as if they were blank.
    pub blanks: Vec<Range<usize>>,
    /// Whether its events are asked for.
    pub wants_events: bool,
}

/// Reads `chosen` items of a file.
///
/// `wanted` are the offsets of the literals whose sites are asked for, sorted.
///
/// `file` is where the source is on disk, if it is: constants of other files
/// are found from there.
pub(crate) fn read(
    source: &[u8],
    items: &[Item],
    chosen: &[Chosen],
    wanted: &[usize],
    file: Option<&Path>,
    detectors: Detectors,
) -> Reading {
    let has_events = chosen.iter().any(|item| item.wants_events);
    let uses = if has_events { Uses::new(source, items) } else { Uses::default() };
    let consts = Consts::new(source, items).with_elsewhere(file.filter(|_| has_events), &uses);
    let mut reading = Reading::default();
    for item in chosen {
        let walker = Walker::new(item, wanted, &consts, &uses, detectors);
        read_item(&text_of(source, item), walker, &mut reading);
        proc_macro2::extra::invalidate_current_thread_spans();
    }
    reading
}

/// The text of an item, blanks in the place of what is not read.
fn text_of<'s>(source: &'s [u8], item: &Chosen) -> Cow<'s, [u8]> {
    let mut text = Cow::Borrowed(&source[item.range.clone()]);
    for blank in &item.blanks {
        text.to_mut()[blank.start - item.range.start..blank.end - item.range.start].fill(b' ');
    }
    text
}

fn read_item(bytes: &[u8], mut walker: Walker<'_>, reading: &mut Reading) {
    let Some(text) = std::str::from_utf8(bytes).ok().filter(|_| is_safe(bytes)) else {
        reading.unparsed += 1;
        return;
    };
    // `syn::parse_str` would parse the text into tokens as well; going through
    // them here leaves the tokens for what syn cannot parse.
    let Ok(tokens) = TokenStream::from_str(text) else {
        reading.unparsed += 1;
        return;
    };
    let parsed = if chain::is_long(bytes) { None } else { syn::parse2::<syn::File>(tokens.clone()).ok() };
    match parsed {
        Some(file) => {
            reading.parsed += 1;
            walker.file(&file);
        }
        None => {
            reading.unparsed += 1;
            walker.tokens(tokens);
        }
    }
    walker.finish(reading);
}

/// Whether a parser can go through `bytes` without overflowing its stack.
fn is_safe(bytes: &[u8]) -> bool {
    let nesting = lexer::nesting(bytes);
    nesting.balanced && nesting.depth <= MAX_DEPTH
}

/// The text of an item, if it can be parsed without overflowing the stack.
fn readable(bytes: &[u8]) -> Option<&str> {
    let is_readable = is_safe(bytes) && !chain::is_long(bytes);
    std::str::from_utf8(bytes).ok().filter(|_| is_readable)
}
