//@ path: build.rs
fn main() {
    let key = std::env::var("API_KEY").unwrap_or_default();
    println!("cargo:rustc-env=API_KEY={key}"); //~ secret-in-build-output
    println!("cargo::rustc-env=DB_PASSWORD={}", key); //~ secret-in-build-output
}
