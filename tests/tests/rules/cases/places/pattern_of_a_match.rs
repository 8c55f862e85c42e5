fn is_admin(key: &str) -> bool {
    match key {
        "@{stripe-secret-key}" => true, //~ stripe-secret-key
        _ => false,
    }
}
