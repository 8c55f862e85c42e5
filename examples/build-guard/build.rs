//! Fails the build if there is a credential in the sources.

fn main() {
    nosecrets_build::check();
}
