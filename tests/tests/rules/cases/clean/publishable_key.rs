const KEY: &str = "@{stripe-publishable-key}";
