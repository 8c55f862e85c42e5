//@ kinds: password key
//@ rule: password-in-url/rabbitmq-connection-uri
async fn connect() {
    lapin::Connection::connect("amqp://worker:@{secret}@queue.corp.internal/%2f", Default::default()).await; //~ secret
}
