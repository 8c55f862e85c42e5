const HEAD: &str = "@{gcp-api-key|1/2}"; //~ gcp-api-key folded
const TAIL: &str = "@{gcp-api-key|2/2}";
fn key() -> String {
    HEAD.to_owned() + TAIL
}
