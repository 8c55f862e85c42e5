fn key() -> String {
    String::from("@{github-personal-access-token|1/3}") + "@{github-personal-access-token|2/3}" + &"@{github-personal-access-token|3/3}" //~ github-personal-access-token
}
