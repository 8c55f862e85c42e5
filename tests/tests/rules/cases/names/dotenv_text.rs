fn main() {
    dotenvy::from_read("A=1\nTWILIO_AUTH_TOKEN=@{twilio-auth-token}\n".as_bytes()); //~ twilio-auth-token
}
