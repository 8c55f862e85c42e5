const KEY: [u8; 32] = hex!("@{stripe-secret-key|hex}"); //~ stripe-secret-key decoded
