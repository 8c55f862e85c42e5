//! Writes the source of `table.rs`: the context words of the built-in detectors.

use nosecrets_detectors::Catalogue;

use super::anchors::Probes;
use super::contexts::Contexts;
use crate::rules::keywords;
use crate::words::{Index, Word, WordTable};

/// Returns the source of the table of a catalogue's contexts. The words that concern
/// rules are in it too, after the spellings and the probes.
#[must_use]
pub fn table_source(catalogue: &'static Catalogue) -> String {
    let contexts = Contexts::with(catalogue, keywords::words());
    let Contexts { spellings, free, shapes, asking, words, spelled, ways, .. } = &contexts;
    let Contexts { first, by_spelling, table, probes, .. } = &contexts;
    let Probes { first: first_probed, probed, bare } = probes;
    let WordTable { long, middle, short, words: known, texts } = table;
    let [long, middle, short] = [long, middle, short].map(Index::source);
    let known = known.iter().map(Word::source).collect::<Vec<String>>().join(", ");
    format!(
        "// Written by `cargo xtask codegen`.

use std::sync::OnceLock;

use super::anchors::{{Bare, Probed, Probes}};
use super::contexts::{{Asking, Contexts}};
use super::spellings::Spelled;
use crate::words::{{Index, Word, WordTable}};

pub(super) static BUILTIN: Contexts = Contexts {{
    catalogue: &nosecrets_detectors::BUILTIN,
    spellings: {spellings},
    free: &{free:?},
    shapes: &{shapes:?},
    asking: &{asking:?},
    words: &{words:?},
    spelled: &{spelled:?},
    ways: &{ways:?},
    first: &{first:?},
    by_spelling: &{by_spelling:?},
    table: WordTable {{
        long: {long},
        middle: {middle},
        short: {short},
        words: &[{known}],
        texts: {texts:?},
    }},
    probes: Probes {{
        first: &{first_probed:?},
        probed: &{probed:?},
        bare: &{bare:?},
    }},
    free_shapes: OnceLock::new(),
}};
"
    )
}
