const CACHE_ENTRY: &str = "@{twilio-auth-token}";
