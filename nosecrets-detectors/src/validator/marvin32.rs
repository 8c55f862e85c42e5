//! Marvin32, the seeded 32-bit hash that Microsoft's keys have as a checksum
//! (<https://github.com/microsoft/security-utilities>).

/// The Marvin32 of `bytes`.
pub(crate) fn marvin32(bytes: &[u8], seed: u64) -> u32 {
    let words = bytes.chunks_exact(4);
    let last = words.remainder().iter().rev().fold(0x80, |sum, &byte| sum << 8 | u32::from(byte));
    let state = (seed as u32, (seed >> 32) as u32);
    let state = words.map(little_endian).fold(state, mix);
    let (p0, p1) = mix(mix(state, last), 0);
    p0 ^ p1
}

fn little_endian(word: &[u8]) -> u32 {
    word.iter().rev().fold(0, |sum, &byte| sum << 8 | u32::from(byte))
}

fn mix((mut p0, mut p1): (u32, u32), word: u32) -> (u32, u32) {
    p0 = p0.wrapping_add(word);
    p1 ^= p0;
    p0 = p0.rotate_left(20).wrapping_add(p1);
    p1 = p1.rotate_left(9) ^ p0;
    p0 = p0.rotate_left(27).wrapping_add(p1);
    (p0, p1.rotate_left(19))
}
