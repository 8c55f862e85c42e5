const KEY: &str = concat!("@{stripe-secret-key|1/2|hexescaped}", r"@{stripe-secret-key|2/2}"); //~ stripe-secret-key folded
