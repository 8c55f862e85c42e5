fn main() {
    connect(TWILIO_TOKEN);
    store("@{twilio-auth-token}");
}
