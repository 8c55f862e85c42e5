const TWILIO_SECRET_NAME: &str = "com.example.twilio.TwilioCredentialsProvider2Factory";
