fn key() -> String {
    {
        let head = "@{stripe-secret-key|1/2}";
        show(head);
    }
    format!("{head}{}", "@{stripe-secret-key|2/2}")
}
