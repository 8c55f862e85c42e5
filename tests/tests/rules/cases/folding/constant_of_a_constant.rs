const HEAD: &str = "@{gcp-api-key|1/2}"; //~ gcp-api-key folded
const TAIL: &str = "@{gcp-api-key|2/2}";
const FRONT: &str = HEAD;
fn key() -> String {
    format!("{}{}", FRONT, TAIL)
}
