impl Suite {
    #[cfg(test)]
    fn key() -> &'static str {
        "@{stripe-secret-key}" //~ stripe-secret-key test
    }
}
