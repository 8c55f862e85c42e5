const STRIPE: &str = "sk_live_@{}your_api_key_goes_here";
const SLACK: &str = "xoxb-@{}your-bot-token-here";
const GITHUB: &str = "ghp_@{}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
