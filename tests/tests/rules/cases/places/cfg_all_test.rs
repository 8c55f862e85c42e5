#[cfg(all(feature = "net", test))]
const KEY: &str = "@{stripe-secret-key}"; //~ stripe-secret-key test
