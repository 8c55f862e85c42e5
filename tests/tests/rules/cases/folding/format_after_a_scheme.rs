fn header() -> String {
    format!("Bearer {}{}", "@{github-personal-access-token|1/2}", "@{github-personal-access-token|2/2}") //~ github-personal-access-token
}
