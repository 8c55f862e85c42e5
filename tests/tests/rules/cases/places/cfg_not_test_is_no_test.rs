#[cfg(not(test))]
const KEY: &str = "@{stripe-secret-key}"; //~ stripe-secret-key production
