const PAIR: &str = "@{stripe-secret-key}:@{stripe-webhook-secret}"; //~ stripe-secret-key
//~^ stripe-webhook-secret
