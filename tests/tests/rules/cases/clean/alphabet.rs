const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const SECRET_ALPHABET_OF_AWS: &str = "abcdefghijklmnopqrstuvwxyz@{}0123456789+/AB";
