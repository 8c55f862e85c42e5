const TOKEN: &str = "a@{crates-io-api-token}";
const OTHER: &str = "x_@{gcp-api-key}";
