//@ kinds: structured contextual key
const @{NAME}: &str = concat!("@{secret|1/2}", "@{secret|2/2}"); //~ secret

fn halves() -> Client {
    let @{name} = "@{secret|1/2}".to_owned() + "@{secret|2/2}"; //~ secret
    let joined_@{name} = ["@{secret|1/3}", "@{secret|2/3}", "@{secret|3/3}"].concat(); //~ secret
    let formatted_@{name} = format!("{}{}", "@{secret|1/2}", "@{secret|2/2}"); //~ secret
    let mut grown_@{name} = String::from("@{secret#grown|1/2}"); //~ secret
    grown_@{name}.push_str("@{secret#grown|2/2}");
    Client::of(@{name}, joined_@{name}, formatted_@{name}, grown_@{name})
}
