fn telegram() -> teloxide::Bot {
    teloxide::Bot::new("@{telegram-bot-token}") //~ telegram-bot-token
}

async fn discord() {
    serenity::Client::builder("@{discord-bot-token}", intents()).await; //~ discord-bot-token
}
