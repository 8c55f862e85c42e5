fn key() -> String {
    format!("{head}{tail}", head = "@{stripe-secret-key|1/2}", tail = "@{stripe-secret-key|2/2}") //~ stripe-secret-key
}
