fn hashes(password: &[u8]) {
    let salt = argon2::password_hash::SaltString::from_b64("@{draw alnum:22}").unwrap(); //~ hard-coded-salt
    let encoded = argon2::hash_encoded(password, b"@{draw lower:12}", &config()); //~ hard-coded-salt
    pbkdf2::pbkdf2_hmac::<sha2::Sha256>(password, b"@{draw lower:12#2}", 600_000, &mut out()); //~ hard-coded-salt
    let bcrypt = bcrypt::hash_with_salt(password, 12, *b"@{draw lower:16}"); //~ hard-coded-salt
}
