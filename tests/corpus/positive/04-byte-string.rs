//@ kinds: structured contextual password key

const @{NAME}: &[u8] = b"@{secret}"; //~ secret

fn raw() -> Client {
    let @{name} = br#"@{secret}"#; //~ secret
    Client::of(@{name})
}
