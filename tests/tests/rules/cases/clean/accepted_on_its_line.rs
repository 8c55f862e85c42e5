const KEY: &str = "@{stripe-secret-key}"; // nosecrets: allow(stripe-secret-key) -- revoked, kept for the tests
