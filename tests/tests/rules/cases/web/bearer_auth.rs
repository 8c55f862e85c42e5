async fn get() {
    client.get(URL).bearer_auth("@{github-personal-access-token}").send().await; //~ github-personal-access-token
}
