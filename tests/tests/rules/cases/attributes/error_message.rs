#[derive(Error, Debug)]
enum Problem {
    #[error("refused: @{stripe-secret-key}")] //~ stripe-secret-key
    Refused,
}
