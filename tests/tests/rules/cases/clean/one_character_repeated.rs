const TWILIO_TOKEN: &str = "aaaaaaaaaaaaaaaa@{}aaaaaaaaaaaaaaaa";
const STRIPE: &str = "sk_live_@{}000000000000000000000000";
