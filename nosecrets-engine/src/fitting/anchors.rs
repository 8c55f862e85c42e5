//! Anchors, the fixed parts of tokens, and where they stand in a text.
//!
//! Most anchors hold a word by which the pass over a text finds them. The few that
//! hold none are searched for one by one.

use std::collections::BTreeMap;

use memchr::memmem;
use nosecrets_detectors::Catalogue;
use nosecrets_detectors::catalogue::{Anchor, Place};
use nosecrets_detectors::matcher;
use nosecrets_detectors::search::IS_CHUNK;

/// An anchor found in a text: its offset and its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Known {
    pub(super) at: usize,
    pub(super) anchor: u16,
}

/// The words by which anchors are found; they stand in the table after the spellings.
#[derive(Debug)]
pub(super) struct Probes {
    /// For each word the first of its entries in `probed`; last, the number of entries.
    pub(super) first: &'static [u16],
    pub(super) probed: &'static [Probed],
    /// Anchors that have no such word.
    pub(super) bare: &'static [Bare],
}

impl Probes {
    /// Returns the probes of a catalogue, and their words in order.
    pub(super) fn of(catalogue: &Catalogue) -> (Probes, Vec<String>) {
        let (mut by_word, mut bare) = (BTreeMap::<String, Vec<Probed>>::new(), Vec::new());
        for number in (0..).take(catalogue.anchor_count()) {
            let (place, anchor) = catalogue.anchor(number);
            match catalogue.probe(number) {
                Some(probe) => {
                    let word = &anchor.bytes[probe.start..probe.end.min(probe.start + MAX_PROBE)];
                    let word = String::from_utf8_lossy(word).to_ascii_lowercase();
                    by_word.entry(word).or_default().push(Probed {
                        anchor: number,
                        offset: probe.start as u8,
                        head: [anchor.bytes[0], anchor.bytes[1]],
                    });
                }
                None if place == Place::Anywhere => bare.push(Bare::new(catalogue, number)),
                // Anchors without a probe are searched for in long chunks.
                None => {}
            }
        }
        let mut next = 0;
        let ends = by_word.values().map(|probed| {
            next += probed.len() as u16;
            next
        });
        let first = std::iter::once(0).chain(ends).collect::<Vec<u16>>().leak();
        let words = by_word.keys().cloned().collect();
        let probed = by_word.into_values().flatten().collect::<Vec<_>>().leak();
        (Probes { first, probed, bare: bare.leak() }, words)
    }

    /// The number of words.
    pub(super) fn words(&self) -> usize {
        self.first.len() - 1
    }

    /// Calls `visit` with the anchors that are in `text` where a word of that number is.
    pub(super) fn visit(
        &self,
        catalogue: &Catalogue,
        text: &[u8],
        at: usize,
        number: usize,
        mut visit: impl FnMut(Known),
    ) {
        let probed = &self.probed[usize::from(self.first[number])..usize::from(self.first[number + 1])];
        for probed in probed {
            let Some(at) = probed.start(text, at) else { continue };
            let (place, known) = catalogue.anchor(probed.anchor);
            if may_begin(place, &known, &text[at..]) {
                visit(Known { at, anchor: probed.anchor });
            }
        }
    }
}

/// An anchor without a word, searched for byte for byte.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bare {
    pub(super) anchor: u16,
    /// The one operation of its detector's program that spells it, if there is just one.
    pub(super) op: Option<u16>,
}

impl Bare {
    fn new(catalogue: &Catalogue, number: u16) -> Bare {
        let (_, anchor) = catalogue.anchor(number);
        let op = matcher::spelled_by(&catalogue.program_of(anchor.detector), anchor.bytes);
        Bare { anchor: number, op: op.map(|op| op as u16) }
    }

    /// Finds the places where a token may begin with it, judged by what follows: after
    /// most `://` no user comes.
    pub(super) fn find(self, catalogue: &Catalogue, text: &[u8]) -> impl Iterator<Item = Known> {
        let (place, anchor) = catalogue.anchor(self.anchor);
        let program = catalogue.program_of(anchor.detector);
        let goes_on = move |at: usize| self.op.is_none_or(|op| matcher::goes_on_from(&program, op.into(), text, at));
        let places = memmem::find_iter(text, anchor.bytes);
        let places = places.filter(move |&at| may_begin(place, &anchor, &text[at..]) && goes_on(at));
        places.map(move |at| Known { at, anchor: self.anchor })
    }
}

/// An anchor that a word leads to, and the distance from its start to the word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Probed {
    pub(super) anchor: u16,
    pub(super) offset: u8,
    /// How the anchor begins, since the pass finds words in any case, after anything.
    pub(super) head: [u8; 2],
}

impl Probed {
    /// Where the anchor is, if its word is at that place and it begins as it should.
    fn start(&self, text: &[u8], word: usize) -> Option<usize> {
        let start = word.checked_sub(self.offset.into())?;
        text[start..].starts_with(&self.head).then_some(start)
    }
}

/// The longest word by which anchors are found.
const MAX_PROBE: usize = 8;

/// How many of the bytes that must follow an anchor are looked at.
const MAX_NEED: usize = 24;

/// Whether an anchor is there, with as many token bytes as it needs.
fn may_begin(place: Place, anchor: &Anchor, text: &[u8]) -> bool {
    text.starts_with(anchor.bytes)
        && (place != Place::Start || {
            // Anywhere else the bytes it needs may stand before the anchor.
            let need = usize::from(anchor.need).min(MAX_NEED);
            text.get(..need).is_some_and(|text| text.iter().all(|&byte| IS_CHUNK[usize::from(byte)]))
        })
}

#[cfg(test)]
mod tests {
    use super::super::contexts::Contexts;
    use super::*;

    #[test]
    fn an_address_is_looked_at_only_if_a_user_may_follow() {
        let found = |text: &str| {
            let places = |bare: &Bare| bare.find(&nosecrets_detectors::BUILTIN, text.as_bytes()).count();
            Contexts::builtin().probes.bare.iter().map(places).sum::<usize>()
        };
        for text in ["https://ann:", "ftp://an", "see https://", "a https://docs.rs/x, https://ann:"] {
            assert_eq!(found(text), 1, "{text}");
        }
        for text in ["https://docs.rs/x", "x:// y", "https:/ann:"] {
            assert_eq!(found(text), 0, "{text}");
        }
    }
}
