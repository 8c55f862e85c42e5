fn main() {
    let work = async move { retry(|| async { login("@{stripe-secret-key}").await? }).await }; //~ stripe-secret-key
}
