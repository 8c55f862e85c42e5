trait Service {
    fn key(&self) -> String {
        "@{stripe-secret-key}".into() //~ stripe-secret-key
    }
}
