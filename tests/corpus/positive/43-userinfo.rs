//@ kinds: structured password key
//@ rule: password-in-url/login-in-url
const REMOTE: &str = "https://deploy:@{secret}@git.acme.internal/team/app.git"; //~ secret

fn open() -> Client {
    Client::open("https://deploy:@{secret}@registry.acme.internal") //~ secret
}
