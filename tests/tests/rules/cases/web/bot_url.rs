const URL: &str = "https://@{telegram-bot-url}/sendMessage"; //~ telegram-bot-url
