//@ kinds: structured key password
async fn call(client: reqwest::Client) {
    client.get(URL).bearer_auth("@{secret}").send().await; //~ secret
    client.get(URL).basic_auth("service", Some("@{secret}")).send().await; //~ secret
}
