macro_rules! key {
    () => { "@{stripe-secret-key}" }; //~ stripe-secret-key
    ($name:literal) => { concat!($name, "=", "@{stripe-secret-key#2}") }; //~ stripe-secret-key
}
