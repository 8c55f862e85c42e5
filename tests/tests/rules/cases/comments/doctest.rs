/// Pays.
///
/// ```
/// let client = pay::Client::new("@{stripe-secret-key}"); //~ stripe-secret-key doc
/// # assert!(client.is_ok());
/// ```
fn pay() {}
