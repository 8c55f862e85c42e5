fn is_admin(key: &str) -> bool {
    key == "@{stripe-secret-key}" || key.starts_with("@{stripe-secret-key#2}") //~ stripe-secret-key
    //~^ stripe-secret-key
}
