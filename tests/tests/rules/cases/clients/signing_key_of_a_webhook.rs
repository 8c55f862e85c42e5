fn mac() -> HmacSha256 {
    HmacSha256::new_from_slice(b"@{stripe-webhook-secret}").unwrap() //~ stripe-webhook-secret
}
