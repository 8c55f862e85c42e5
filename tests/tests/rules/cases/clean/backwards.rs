const TOKEN: &str = "@{stripe-secret-key|reversed}";
