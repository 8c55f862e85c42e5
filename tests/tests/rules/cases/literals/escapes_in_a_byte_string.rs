const KEY: &[u8] = b"@{slack-bot-token|hexescaped}\n"; //~ slack-bot-token
