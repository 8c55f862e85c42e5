const URL: &str = "https://api.twilio.com/2010-04-01/Accounts/{}/Messages.json";
const HOOK: &str = "https://hooks.slack.com/services/T@{}00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX";
