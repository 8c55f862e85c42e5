const URL: &str = "https://ann:@{twilio-auth-token}@api.twilio.com/2010-04-01"; //~ twilio-auth-token
