const HEAD: [u8; 32] = [@{stripe-secret-key|1/2|numbers}, 300, @{stripe-secret-key|2/2|numbers}];
