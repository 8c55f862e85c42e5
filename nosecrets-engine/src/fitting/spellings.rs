//! How context words may be spelled in a text.

use std::collections::HashMap;
use std::ops::Range;

use nosecrets_detectors::context::whole_word;

/// The spellings of a context word: the first and the number of its entries in
/// [`Contexts::ways`](super::contexts::Contexts::ways).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spelled {
    pub(super) first: u16,
    pub(super) count: u16,
}

impl Spelled {
    /// The range of its entries.
    pub(super) fn range(self) -> Range<usize> {
        let first = usize::from(self.first);
        first..first + usize::from(self.count)
    }
}

/// Numbers the context words and their spellings.
#[derive(Default)]
pub(super) struct Spellings {
    pub(super) texts: Vec<String>,
    numbers: HashMap<String, u16>,
    pub(super) spelled: Vec<Spelled>,
    words: HashMap<String, u16>,
    pub(super) ways: Vec<u16>,
}

/// The most parts of a context word that are looked at.
const MAX_PARTS: usize = 6;

impl Spellings {
    /// The number of a spelling.
    fn number(&mut self, text: String) -> u16 {
        let next = u16::try_from(self.texts.len()).unwrap_or(u16::MAX);
        *self.numbers.entry(text).or_insert_with_key(|text| {
            self.texts.push(text.clone());
            next
        })
    }

    /// The number of a context word, whose spellings are added if it is new.
    pub(super) fn spelled(&mut self, word: &str) -> u16 {
        if let Some(&known) = self.words.get(word) {
            return known;
        }
        let mut ways: Vec<u16> = ways(word).into_iter().map(|way| self.number(way)).collect();
        ways.sort_unstable();
        ways.dedup();
        let number = self.spelled.len() as u16;
        self.spelled.push(Spelled { first: self.ways.len() as u16, count: ways.len() as u16 });
        self.ways.extend(ways);
        self.words.insert(word.to_owned(), number);
        number
    }
}

/// The ways to spell a context word, as [`Form::Words`](crate::words::Form::Words) has
/// them: each of its underscores may be missing.
pub(crate) fn ways(word: &str) -> Vec<String> {
    let mut parts: Vec<&str> = word.split('_').filter(|part| !part.is_empty()).collect();
    let is_cut = parts.len() > MAX_PARTS;
    parts.truncate(MAX_PARTS);
    // What is cut off may go on with the last part.
    let end = if whole_word(word).is_some() && !is_cut { "_" } else { "" };
    let gaps = parts.len().saturating_sub(1);
    let spell = |joined: usize| {
        let mut text = String::new();
        for (at, part) in parts.iter().enumerate() {
            text.push_str(part);
            if at < gaps && joined >> at & 1 == 0 {
                text.push('_');
            }
        }
        text + end
    };
    // A word of one letter is not looked up, and not asked for.
    let known = |way: String| {
        let skipped: usize = way.split('_').take_while(|part| part.len() < 2).map(|part| part.len() + 1).sum();
        way.get(skipped..).map(str::to_owned)
    };
    (0..1 << gaps).map(spell).filter_map(known).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_underscore_of_a_context_word_may_be_missing() {
        assert_eq!(ways("twilio"), ["twilio"]);
        assert_eq!(ways("fal_"), ["fal_"]);
        assert_eq!(ways("new_york_times"), ["new_york_times", "newyork_times", "new_yorktimes", "newyorktimes"]);
        assert_eq!(ways("open_ai_"), ["open_ai_", "openai_"]);
        // A word of one letter is not asked for.
        assert_eq!(ways("x_auth_key"), ["auth_key", "xauth_key", "authkey", "xauthkey"]);
        assert_eq!(ways("a_b"), ["ab"]);
    }

    #[test]
    fn a_context_word_of_many_parts_is_looked_up_by_the_first_few() {
        let ways = ways("a1_b2_c3_d4_e5_f6_g7_");
        assert_eq!(ways.len(), 1 << (MAX_PARTS - 1));
        assert!(ways.iter().all(|way| way.ends_with("f6")), "{ways:?}");
    }
}
