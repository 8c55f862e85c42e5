const HOOK: &str = "@{slack-webhook-url}"; //~ slack-webhook-url
const BOT: &str = "https://api.telegram.org/bot@{telegram-bot-token}/sendMessage"; //~ telegram-bot-token/telegram-bot-url
const CHAT: &str = "@{discord-webhook-url}"; //~ discord-webhook-url
