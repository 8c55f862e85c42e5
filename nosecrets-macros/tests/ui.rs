//! What rustc says of each mistake. The cases are files in `ui/`, one defect each;
//! `TRYBUILD=overwrite` writes what it says now.

#[test]
fn every_mistake_is_one_error_that_says_what_to_write() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
