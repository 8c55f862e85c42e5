async fn bot() -> serenity::Client {
    serenity::Client::builder("@{discord-bot-token}", GatewayIntents::empty()).await //~ discord-bot-token
}
