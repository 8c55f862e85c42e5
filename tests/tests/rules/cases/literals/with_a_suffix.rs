const KEY: Secret = secret!("@{stripe-secret-key}"_secret); //~ stripe-secret-key
