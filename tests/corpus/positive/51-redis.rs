//@ kinds: password key
//@ rule: password-in-url/redis-connection-uri
fn client() -> redis::Client {
    redis::Client::open("redis://:@{secret}@cache.corp.internal:6379/0").unwrap() //~ secret
}
