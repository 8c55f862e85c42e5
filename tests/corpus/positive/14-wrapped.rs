//@ kinds: structured contextual password key

use secrecy::SecretString;

const @{NAME}: Option<&str> = Some("@{secret}"); //~ secret

fn wrapped() -> Client {
    let @{name} = SecretString::from("@{secret}"); //~ secret
    let boxed_@{name} = Box::new("@{secret}"); //~ secret
    let cow_@{name} = std::borrow::Cow::Borrowed("@{secret}"); //~ secret
    Client::of(@{name}, boxed_@{name}, cow_@{name})
}
