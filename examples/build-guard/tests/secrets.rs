//! The same check as a test, for packages that want no build script.

#[test]
fn there_are_no_secrets_in_the_sources() {
    nosecrets_build::assert_no_secrets!();
}
