//! CyberArk Conjur API keys: eight random 32-bit numbers, each in Crockford's base 32 without
//! leading zeros, concatenated
//! (<https://github.com/cyberark/conjur/blob/master/app/models/credentials.rb>).

use super::text::all;

/// Crockford's digits in lower case, without `i`, `l`, `o` and `u`.
pub(crate) const ALPHABET: &[u8] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Maximum number of digits of a number: seven digits are 35 bits, three more than it has.
const LONGEST_NUMBER: usize = 7;

/// Whether the token can be split into eight numbers. Most strings of this length can, so this only
/// rules tokens out.
pub(super) fn is_plausible(token: &[u8]) -> bool {
    let alphabet = all(token, |byte| ALPHABET.contains(byte));
    alphabet && token.len() <= 8 * LONGEST_NUMBER && reachable(token) >> token.len() & 1 == 1
}

/// The offsets at which the eighth number can end, as bits.
fn reachable(token: &[u8]) -> u64 {
    (0..8).fold(1, |starts, _| {
        let starts = (0..token.len()).filter(|at| starts >> at & 1 == 1);
        starts.fold(0, |ends, at| ends | ends_from(token, at))
    })
}

fn ends_from(token: &[u8], start: usize) -> u64 {
    let longest = match token[start] {
        b'0' => 1,
        b'1'..=b'3' => LONGEST_NUMBER,
        _ => LONGEST_NUMBER - 1,
    };
    let last = token.len().min(start + longest);
    (start + 1..=last).fold(0, |ends, end| ends | 1 << end)
}
