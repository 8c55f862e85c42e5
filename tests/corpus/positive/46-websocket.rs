//@ kinds: structured key
async fn connect() {
    tokio_tungstenite::connect_async("wss://stream.acme.internal/v1?access_token=@{secret}").await; //~ any
}
