//@ kinds: structured contextual password key
const @{NAME}: [char; 40] = [@{secret|chars}]; //~ secret

fn text() -> Client {
    let @{name}: String = [@{secret|chars}].iter().collect(); //~ secret
    Client::of(@{name})
}
