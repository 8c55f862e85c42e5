//@ kinds: password key
fn mailer() -> SmtpTransport {
    let credentials = lettre::transport::smtp::authentication::Credentials::new("app@acme.internal".to_string(), "@{secret}".to_string()); //~ secret
    SmtpTransport::relay("mail.acme.internal").unwrap().credentials(credentials).build()
}
