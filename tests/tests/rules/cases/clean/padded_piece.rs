fn key() -> String {
    format!("{:>20}{:?}", "@{stripe-secret-key|1/2}", "@{stripe-secret-key|2/2}")
}
