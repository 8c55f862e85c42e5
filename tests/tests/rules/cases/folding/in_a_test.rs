#[test]
fn redacts() {
    let key = format!("{}{}", "@{stripe-secret-key|1/2}", "@{stripe-secret-key|2/2}"); //~ stripe-secret-key test folded
    assert_eq!(redact(&key), "***");
}
