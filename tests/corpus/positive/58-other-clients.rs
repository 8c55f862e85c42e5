fn clients() {
    let twilio = twilio::Client::new("@{twilio-account-sid}", "@{twilio-auth-token}"); //~ twilio-auth-token
    let openai = OpenAIConfig::new().with_api_key("@{openai-project-api-key}"); //~ openai-project-api-key
    let slack = SlackApiToken::new("@{slack-bot-token}".into()); //~ slack-bot-token
    let anthropic = anthropic::Client::new("@{anthropic-api-key}"); //~ anthropic-api-key
}
