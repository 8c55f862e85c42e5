fn key() {
    let mut a = "@{stripe-secret-key|1/2}".to_string();
    let mut b = String::new();
    a.push_str(" and ");
    b.push_str("@{stripe-secret-key|2/2}");
}
