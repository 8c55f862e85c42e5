//! The check of the build script as a test, for packages without a build script.

#[test]
fn there_are_no_secrets_in_the_sources() {
    nosecrets_build::assert_no_secrets!();
}
