fn key() -> String {
    ["@{npm-access-token|1/3}", "@{npm-access-token|2/3}", "@{npm-access-token|3/3}"].concat() //~ npm-access-token folded
}
