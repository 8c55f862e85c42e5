thread_local! {
    static KEY: RefCell<String> = RefCell::new("@{stripe-secret-key}".into()); //~ stripe-secret-key
}
