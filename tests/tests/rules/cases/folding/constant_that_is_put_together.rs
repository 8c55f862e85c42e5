const HEAD: &str = concat!("@{gcp-api-key|1/3}", "@{gcp-api-key|2/3}"); //~ gcp-api-key folded
fn key() -> String {
    HEAD.to_string() + "@{gcp-api-key|3/3}"
}
