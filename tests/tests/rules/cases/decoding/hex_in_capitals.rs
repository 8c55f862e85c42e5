const KEY: &str = "@{sendgrid-api-key|hex|upper}"; //~ sendgrid-api-key decoded
