const PREFIXES: [&str; 4] = ["sk_live_", "ghp_", "xoxb-", "AKIA"];
fn is_live(key: &str) -> bool {
    key.starts_with("sk_live_") && key.len() == 32
}
