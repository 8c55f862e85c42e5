fn main() {
    outer!(inner! { deeper!["@{stripe-secret-key}"] }); //~ stripe-secret-key
}
