const TWILIO_TOKEN: &str = "@{twilio-auth-token|upper}";
const KEY: &str = "@{digitalocean-personal-access-token|upper}";
