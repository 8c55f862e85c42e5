//@ path: tests/pay.rs
//@ role: test
const KEY: &str = "@{stripe-secret-key}"; //~ stripe-secret-key test
