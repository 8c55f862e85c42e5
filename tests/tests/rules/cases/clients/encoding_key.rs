fn key() -> EncodingKey {
    EncodingKey::from_ec_pem(b"@{private-key-ec}").unwrap() //~ private-key-ec
}
