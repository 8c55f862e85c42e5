#[tokio::test]
async fn pays() {
    pay("@{stripe-secret-key}").await; //~ stripe-secret-key test
}
