//! Numbers about secrets.

pub const KEY_LENGTH: usize = 32;
pub const TOKEN_TTL_SECONDS: u64 = 3600;
pub const PASSWORD_MIN_LENGTH: usize = 12;
pub const SALT_SIZE: usize = 16;
pub const MAX_TOKENS: u32 = 4096;
pub const SECRET_VERSION: &str = "v1.2.3";
pub const TOKEN_DATE: &str = "2024-01-31T00:00:00Z";
pub const API_KEY_VERSION: &str = "2022-11-28";

fn noise() -> StdRng {
    let mut table = [0u32; 256];
    let seed_point = [0.5f32, 0.5];
    StdRng::from_os_rng()
}

fn shuffled(mut cards: Vec<Card>) -> Vec<Card> {
    cards.shuffle(&mut StdRng::seed_from_u64(42));
    cards
}
