static PAYMENT_KEY: &str = "@{stripe-secret-key}"; //~ stripe-secret-key
