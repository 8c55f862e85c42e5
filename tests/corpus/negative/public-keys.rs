//! Public halves, and certificates.

pub const PUBLIC_KEY: &str = "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE@{draw b64:86}==\n-----END PUBLIC KEY-----\n";
pub const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\nMIIB@{draw b64:60}\n@{draw b64:64}\n-----END CERTIFICATE-----\n";
pub const HOST_KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI@{draw alnum:43}";
pub const VERIFYING_KEY: &str = "@{draw hex:64}";
pub const STRIPE_PUBLISHABLE_KEY: &str = "pk_live_@{draw alnum:24}";
pub const PUBKEY: [u8; 32] = [@{draw alnum:32|numbers}];

fn verifier() {
    let key = ed25519_dalek::VerifyingKey::from_bytes(&[@{draw alnum:32#2|numbers}]);
    let decode = jsonwebtoken::DecodingKey::from_rsa_pem(include_bytes!("../keys/public.pem"));
    let jwks_key_id = "@{draw alnum:43}";
}
