fn key() -> String {
    "@{github-personal-access-token|1/2}".to_string() //~ github-personal-access-token
        + "@{github-personal-access-token|2/2}"
}
