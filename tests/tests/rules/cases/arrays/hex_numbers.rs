const KEY: &[u8] = &[@{stripe-secret-key|hexnumbers},]; //~ stripe-secret-key array
