fn key() -> Vec<u8> {
    BASE64.decode(b"@{slack-bot-token|base64}").unwrap() //~ slack-bot-token decoded
}
