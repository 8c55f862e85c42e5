//! What cargo itself compiles in, and files without secrets.

pub const VERSION: &str = env!("CARGO_PKG_VERSION");
pub const TARGET: Option<&str> = option_env!("TARGET");
pub const COMMIT: &str = env!("VERGEN_GIT_SHA");
pub const SCHEMA: &str = include_str!("../schema/tokens.sql");
pub const CA: &[u8] = include_bytes!("../certs/ca-certificate.pem");
//@ path: build.rs
fn main() {
    println!("cargo:rustc-env=BUILD_DATE={}", date());
    println!("cargo:rerun-if-env-changed=CARGO_FEATURE_TOKENS");
}
