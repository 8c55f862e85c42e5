//@ kinds: password key
async fn client() {
    let options = mongodb::options::ClientOptions::parse("mongodb+srv://app:@{secret}@cluster0.acme.internal/app").await; //~ any
    let credential = mongodb::options::Credential::builder().username("app".to_string()).password("@{secret}".to_string()).build(); //~ secret
}
