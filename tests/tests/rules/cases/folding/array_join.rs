fn key() -> String {
    ["@{npm-access-token|1/2}", "@{npm-access-token|2/2}"].join("") //~ npm-access-token folded
}
