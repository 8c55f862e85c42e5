mod parts {
    pub const HEAD: &str = "@{gcp-api-key|1/2}"; //~ gcp-api-key folded
    pub static TAIL: &str = "@{gcp-api-key|2/2}";
}
fn key() -> String {
    [parts::HEAD, parts::TAIL].concat()
}
