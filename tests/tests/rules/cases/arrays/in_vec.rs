fn key() -> Vec<u8> {
    vec![@{stripe-secret-key|numbers}] //~ stripe-secret-key array
}
