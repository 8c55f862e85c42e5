fn token() -> Option<&'static str> {
    option_env!("GITHUB_TOKEN") //~ secret-compiled-in
}
