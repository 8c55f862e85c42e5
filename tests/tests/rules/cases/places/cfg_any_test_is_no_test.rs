#[cfg(any(test, feature = "net"))]
const KEY: &str = "@{stripe-secret-key}"; //~ stripe-secret-key production
