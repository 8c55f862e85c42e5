#[cfg_attr(any(), nosecrets::allow(stripe_secret_key, reason = "revoked, kept for the tests"))]
mod keys {
    pub const LIVE: &str = "@{stripe-secret-key}";
    pub const OTHER: &str = concat!("@{stripe-secret-key#2|1/2}", "@{stripe-secret-key#2|2/2}");
}
