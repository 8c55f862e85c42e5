async fn get() {
    client.get(URL).basic_auth("api", Some("@{stripe-secret-key}")).send().await; //~ stripe-secret-key
}
