const TWILIO_TOKEN: &str = "deadbeefdeadbeef@{}deadbeefdeadbeef";
