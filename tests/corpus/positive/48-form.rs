//@ kinds: structured key
async fn call(client: reqwest::Client) {
    client.post(URL).form(&[("client_id", "app"), ("client_secret", "@{secret}")]).send().await; //~ secret
}

fn oauth() -> oauth2::ClientSecret {
    oauth2::ClientSecret::new("@{secret}".to_string()) //~ secret
}
