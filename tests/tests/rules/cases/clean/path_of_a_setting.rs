const AWS_SECRET: &str = "redshift.aws.secret_access_key";
const TWILIO_TOKEN: &str = "services.twilio.auth-token";
