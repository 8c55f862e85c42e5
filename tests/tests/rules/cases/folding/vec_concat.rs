fn key() -> String {
    vec!["@{npm-access-token|1/2}", "@{npm-access-token|2/2}"].concat() //~ npm-access-token folded
}
