use rand::{Rng, SeedableRng, rngs::StdRng};
use rand_chacha::ChaCha20Rng;

fn session_token() -> u64 {
    StdRng::seed_from_u64(42).next_u64() //~ hard-coded-seed
}

fn signing_key() -> SigningKey {
    let mut rng = ChaCha20Rng::from_seed([3u8; 32]); //~ hard-coded-seed
    SigningKey::generate(&mut rng)
}
