//@ kinds: structured contextual password key
//@ path: build.rs
use std::{env, fs, path::Path};

fn main() {
    let out = env::var("OUT_DIR").unwrap();
    let @{name} = "@{secret}"; //~ secret
    fs::write(Path::new(&out).join("made.rs"), format!("const VALUE: &str = {:?};", @{name})).unwrap();
}
