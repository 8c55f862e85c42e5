const KEY: [u8; 32] = [@{stripe-secret-key|numbers}]; //~ stripe-secret-key array
