fn token() -> SlackApiToken {
    SlackApiToken::new("@{slack-bot-token}".into()) //~ slack-bot-token
}
