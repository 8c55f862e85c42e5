fn key() -> String {
    let head = "@{stripe-secret-key|1/2}"; //~ stripe-secret-key folded
    let tail = "@{stripe-secret-key|2/2}";
    format!("{head}{tail}")
}
