html! {
    <a href="https://api.example/?key=@{gcp-api-key}">{ "open" }</a> //~ gcp-api-key
}
