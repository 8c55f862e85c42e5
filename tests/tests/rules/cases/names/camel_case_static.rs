#[allow(non_upper_case_globals)]
static twilioAuthToken: &str = "@{twilio-auth-token}"; //~ twilio-auth-token
