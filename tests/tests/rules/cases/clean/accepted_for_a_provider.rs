/* nosecrets: allow(stripe) -- revoked, kept for the tests */
const KEY: &str = "@{stripe-secret-key}";
