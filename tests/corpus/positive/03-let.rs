//@ kinds: structured contextual password key

fn connect() -> Client {
    let @{name} = "@{secret}"; //~ secret
    let mut owned_@{name} = String::from("@{secret}"); //~ secret
    let plain_@{name} = "@{secret}".to_owned(); //~ secret
    let other_@{name}: String = "@{secret}".into(); //~ secret
    Client::of(@{name}, owned_@{name}, plain_@{name}, other_@{name})
}
