impl Client {
    const KEY: &'static str = "@{stripe-restricted-key}"; //~ stripe-restricted-key
}
