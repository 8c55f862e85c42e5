const HEAD: &str = "@{stripe-secret-key|1/2}"; //~ stripe-secret-key folded
const TAIL: &str = "@{stripe-secret-key|2/2}";
fn key() -> String {
    format!("{HEAD}{TAIL}")
}
