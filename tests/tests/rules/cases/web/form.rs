async fn post() {
    client.post(URL).form(&[("client_secret", "@{gcp-oauth-client-secret}")]).send().await; //~ gcp-oauth-client-secret
}
