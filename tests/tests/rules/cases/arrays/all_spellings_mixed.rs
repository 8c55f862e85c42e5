const KEY: &[u8] = &[@{stripe-secret-key|1/3|bytes}, @{stripe-secret-key|2/3|numbers}, @{stripe-secret-key|3/3|hexnumbers}]; //~ stripe-secret-key
