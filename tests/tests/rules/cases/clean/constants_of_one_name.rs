mod a {
    pub const HEAD: &str = "@{stripe-secret-key|1/2}";
}
mod b {
    pub const HEAD: &str = "hello";
}
fn key() -> String {
    format!("{}{}", b::HEAD, "@{stripe-secret-key|2/2}")
}
