//! Buffers of zeros that are filled before they are used.

fn keys(rng: &mut impl rand::RngCore) -> Aes256Gcm {
    let mut key = [0u8; 32];
    rng.fill_bytes(&mut key);
    let mut nonce = [0u8; 12];
    getrandom::fill(&mut nonce).unwrap();
    let mut salt = vec![0u8; 16];
    OsRng.try_fill_bytes(&mut salt).unwrap();
    let mut iv = [0u8; 16];
    iv.copy_from_slice(&random_block());
    let mut out = [0u8; 32];
    pbkdf2::pbkdf2_hmac::<Sha256>(&password(), &salt, 600_000, &mut out);
    seal(&nonce, &iv, &out);
    Aes256Gcm::new_from_slice(&key).unwrap()
}

fn counter(counter: u64) -> Nonce {
    let mut nonce = [0u8; 12];
    nonce[4..].copy_from_slice(&counter.to_be_bytes());
    *Nonce::from_slice(&nonce)
}

fn read(mut file: File) -> SigningKey {
    let mut secret_key = [0u8; 32];
    file.read_exact(&mut secret_key).unwrap();
    SigningKey::from_bytes(&secret_key)
}
