fn main() {
    panic!("no answer for @{stripe-secret-key}"); //~ stripe-secret-key
}
