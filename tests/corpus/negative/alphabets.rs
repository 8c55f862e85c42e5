//! Alphabets from which secrets are drawn.

pub const PASSWORD_CHARS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
pub const TOKEN_ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
pub const SECRET_BASE32: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
pub const KEY_HEX: &[u8; 16] = b"0123456789abcdef";
pub const PASSWORD_SYMBOLS: &str = "!@#$%^&*()-_=+[]{};:,.<>?";
