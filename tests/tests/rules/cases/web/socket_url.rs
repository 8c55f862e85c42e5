async fn open() {
    connect_async("wss://stream.example/?token=@{npm-access-token}").await; //~ npm-access-token
}
