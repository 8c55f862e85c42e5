//! Constants that a protocol fixes: the same for everybody by design.

fn telegram(token: &str) -> Hmac<Sha256> {
    let mut secret_key = Hmac::<Sha256>::new_from_slice(b"WebAppData").unwrap();
    secret_key.update(token.as_bytes());
    secret_key
}

pub const WEBSOCKET_KEY_SUFFIX: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
pub const HKDF_INFO: &[u8] = b"tls13 derived";
pub const SIGNATURE_PREFIX: &str = "\x19Ethereum Signed Message:\n";
pub const ANONYMOUS_PASSWORD_HELP: &str = "anonymous logins send an address as password";

fn aws_key(secret: &str, date: &str) -> Vec<u8> {
    let key = hmac(format!("AWS4{secret}").as_bytes(), date.as_bytes());
    hmac(&hmac(&key, b"s3"), b"aws4_request")
}
