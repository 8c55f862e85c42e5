//@ kinds: structured key
use reqwest::header::AUTHORIZATION;

async fn call(client: reqwest::Client) {
    client.get(URL).header(AUTHORIZATION, "Bearer @{secret}").send().await; //~ secret
    client.get(URL).header("X-Api-Key", "@{secret}").send().await; //~ secret
    ureq::get(URL).set("Authorization", "Bearer @{secret}").call().unwrap(); //~ secret
}
