fn store() -> Store {
    Store::builder().with_bucket_name("b").with_secret_access_key("@{aws-secret-access-key}").build() //~ aws-secret-access-key
}
