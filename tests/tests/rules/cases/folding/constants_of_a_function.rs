fn key() -> String {
    const HEAD: &str = "@{gcp-api-key|1/2}"; //~ gcp-api-key folded
    const TAIL: &str = "@{gcp-api-key|2/2}";
    format!("{HEAD}{TAIL}")
}
