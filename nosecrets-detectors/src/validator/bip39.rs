//! Mnemonics of 12 to 24 English words
//! (<https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki>).

use super::sha2::sha256;
use super::text::words;

/// The standard list, in order, each word padded to eight characters.
const LIST: &[u8] = include_bytes!("bip39_english.txt");
const WORDS: usize = 2048;
const LINE: usize = 9;

/// Whether the words end in a valid checksum. Repetitive mnemonics are in every test suite and are
/// rejected.
pub(super) fn is_valid(token: &[u8]) -> bool {
    let Some(numbers) = numbers(token) else {
        return false;
    };
    let bits = numbers.len() * 11;
    let bytes = bytes(&numbers);
    let entropy = &bytes[..bits / 33 * 4];
    let checksum_bits = bits / 33;
    let differing = sha256(entropy)[0] ^ bytes[entropy.len()];
    differing >> (8 - checksum_bits) == 0 && is_varied(&numbers, entropy)
}

/// The numbers of the words, if their count is that of a mnemonic.
fn numbers(token: &[u8]) -> Option<Vec<u16>> {
    let mut numbers = Vec::new();
    for word in words(token, |byte| !byte.is_ascii_alphabetic()) {
        numbers.push(number(word)?);
    }
    (numbers.len() % 3 == 0 && (12..=24).contains(&numbers.len())).then_some(numbers)
}

/// Whether a lower-case word is in the list.
#[must_use]
pub fn is_word(word: &[u8]) -> bool {
    number(word).is_some()
}

fn number(word: &[u8]) -> Option<u16> {
    let (mut low, mut high) = (0, WORDS);
    while low < high {
        let middle = (low + high) / 2;
        match self::word(middle).cmp(word) {
            std::cmp::Ordering::Equal => return u16::try_from(middle).ok(),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

/// The word with this number, which must be below 2048.
pub(crate) fn word(number: usize) -> &'static [u8] {
    let line = &LIST[number * LINE..][..LINE - 1];
    let end = line.iter().position(|&byte| byte == b' ').unwrap_or(line.len());
    &line[..end]
}

/// Joins numbers of eleven bits; the last byte is padded with zeros.
fn bytes(numbers: &[u16]) -> Vec<u8> {
    let bit = |at: usize| numbers[at / 11] >> (10 - at % 11) & 1;
    let mut bytes = vec![0; (numbers.len() * 11 + 7) / 8];
    for at in 0..numbers.len() * 11 {
        bytes[at / 8] |= (bit(at) as u8) << (7 - at % 8);
    }
    bytes
}

fn is_varied(numbers: &[u16], entropy: &[u8]) -> bool {
    let distinct = (0..numbers.len()).filter(|&at| !numbers[..at].contains(&numbers[at])).count();
    distinct * 2 > numbers.len() && entropy.windows(2).any(|pair| pair[0] != pair[1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validator::base::{pack, HEX_LOWER};

    #[test]
    fn the_list_is_the_standard_one() {
        let list = (0..WORDS).flat_map(|number| [word(number), b"\n"].concat());
        let digest = pack(&sha256(&list.collect::<Vec<u8>>()), HEX_LOWER);
        let published = b"2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda";
        assert_eq!(digest, published);
    }

    #[test]
    fn every_word_is_found_and_no_other() {
        assert!((0..WORDS).all(|at| number(word(at)) == Some(at as u16)));
        for other in ["", "aaaa", "zzzz", "abandonn", "abando", "zoo "] {
            assert_eq!(number(other.as_bytes()), None);
        }
    }
}
