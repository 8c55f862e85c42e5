//@ path: benches/pay.rs
//@ role: bench
const KEY: &str = "@{stripe-secret-key}"; //~ stripe-secret-key test
