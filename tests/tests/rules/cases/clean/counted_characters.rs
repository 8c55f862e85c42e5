const TWILIO_TOKEN: &str = "0123456789abcdef@{}0123456789abcdef";
const STRIPE: &str = "sk_live_@{}abcdefghijklmnopqrstuvwx";
