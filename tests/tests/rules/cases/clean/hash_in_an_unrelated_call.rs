fn main() {
    twilio::init();
    assert_eq!(checksum(DATA), "@{twilio-auth-token}");
}
