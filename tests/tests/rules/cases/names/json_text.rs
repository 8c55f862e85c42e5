const BODY: &str = r#"{"twilio": {"sid": "ann", "token": "@{twilio-auth-token}"}}"#; //~ twilio-auth-token
