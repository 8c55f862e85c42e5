//@ path: build.rs
//@ role: build-script
fn main() {
    println!("cargo::rustc-env=API_KEY=@{stripe-secret-key}"); //~ stripe-secret-key build-script
}
