//! Literals that spell a token in hex or base64.

use crate::harness::cases;

cases! { "decoding":
    base64_as_bytes
    base64_decode
    base64_for_urls
    hex_decode
    hex_in_capitals
    hex_macro
    in_a_test
    private_key_in_base64
}
