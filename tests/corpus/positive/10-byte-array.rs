//@ kinds: structured contextual key
const @{NAME}: &[u8] = &[@{secret|bytes}]; //~ secret
static OTHER_@{NAME}: &[u8] = &[@{secret|numbers}]; //~ secret

fn text() -> Client {
    let @{name} = vec![@{secret|hexnumbers}]; //~ secret
    Client::of(@{name})
}
