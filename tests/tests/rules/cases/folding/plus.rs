fn key() -> String {
    "@{github-personal-access-token|1/2}".to_owned() + "@{github-personal-access-token|2/2}" //~ github-personal-access-token folded
}
