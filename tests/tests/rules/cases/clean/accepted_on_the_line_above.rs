// nosecrets: allow(stripe-secret-key) -- revoked, kept for the tests
const KEY: &str = "@{stripe-secret-key}";
