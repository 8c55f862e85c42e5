fn bot() -> Bot {
    teloxide::Bot::new("@{telegram-bot-token}") //~ telegram-bot-token
}
