//@ kinds: structured key
const URL: &str = "https://api.acme.internal/v1/data?page=1&api_key=@{secret}"; //~ any

async fn call(client: reqwest::Client) {
    client.get("https://api.acme.internal").query(&[("apikey", "@{secret}")]).send().await; //~ secret
}
