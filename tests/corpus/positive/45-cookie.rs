async fn call(client: reqwest::Client) {
    client.get(URL).header("Cookie", "token=@{github-personal-access-token}; Path=/").send().await; //~ github-personal-access-token
}
