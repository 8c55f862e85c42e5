const KEY: &[u8] = &[
    @{stripe-secret-key|1/3|numbers}, // head //~ stripe-secret-key array
    /* body */ @{stripe-secret-key|2/3|numbers},
    @{stripe-secret-key|3/3|numbers},
];
