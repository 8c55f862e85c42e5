fn lines() -> String {
    ["@{github-personal-access-token|1/2}", "@{github-personal-access-token|2/2}"].join("\n")
}
