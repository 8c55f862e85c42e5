fn key() -> String {
    let head = "@{stripe-secret-key|1/2}";
    let head = read(head);
    format!("{head}{}", "@{stripe-secret-key|2/2}")
}
