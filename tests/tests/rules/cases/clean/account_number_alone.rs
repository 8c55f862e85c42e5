const ACCOUNT: &str = "@{twilio-account-sid}";
