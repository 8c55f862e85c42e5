fn key() -> Vec<u8> {
    STANDARD.decode("@{anthropic-api-key|base64}").unwrap() //~ anthropic-api-key decoded
}
