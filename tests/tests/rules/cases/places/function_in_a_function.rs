fn outer() {
    fn inner() {
        loop {
            break login("@{stripe-secret-key}"); //~ stripe-secret-key
        }
    }
}
