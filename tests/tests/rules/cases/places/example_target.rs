//@ path: examples/pay.rs
//@ role: example
const KEY: &str = "@{stripe-secret-key}"; //~ stripe-secret-key example
