fn client() -> stripe::Client {
    stripe::Client::new("@{stripe-secret-key}") //~ stripe-secret-key
}
