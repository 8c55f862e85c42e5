fn main() {
    connect(obfstr!("@{stripe-secret-key}")); //~ stripe-secret-key
}
