//! A small deterministic generator: one seed gives one sequence on every machine.

/// Random numbers for tests; not for cryptography.
#[derive(Debug, Clone)]
pub struct Rng {
    state: u64,
}

impl Rng {
    /// A generator that depends only on `seed`.
    #[must_use]
    pub fn from_seed(seed: &str) -> Rng {
        let mix = |state: u64, &byte: &u8| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let state = seed.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, mix);
        Rng { state }
    }

    /// The next number of SplitMix64 (<https://prng.di.unimi.it/splitmix64.c>).
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 if `n` is 0. The bias is below 2⁻³².
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next_u64()) * n as u128) >> 64) as usize
    }

    /// One of the bytes of `alphabet`; 0 if it is empty.
    pub fn pick(&mut self, alphabet: &[u8]) -> u8 {
        let index = self.below(alphabet.len());
        alphabet.get(index).copied().unwrap_or(0)
    }

    /// `n` random bytes.
    pub fn bytes(&mut self, n: usize) -> Vec<u8> {
        (0..n).map(|_| self.next_u64() as u8).collect()
    }

    /// `n` random bytes of `alphabet`.
    pub fn text(&mut self, alphabet: &[u8], n: usize) -> Vec<u8> {
        (0..n).map(|_| self.pick(alphabet)).collect()
    }
}
