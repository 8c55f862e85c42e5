//! Fuzzes the target of this name: see `nosecrets_tests::targets`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| nosecrets_tests::targets::run("cache", input));
