mod twilio {
    pub const TOKEN: &str = "@{twilio-auth-token}"; //~ twilio-auth-token
}
