//! Literals of every kind, and what usually stands around them.

use crate::harness::cases;

cases! { "literals":
    after_a_lifetime
    after_an_escaped_line_end
    among_other_words
    byte_string
    c_string
    const_str
    constant_of_a_trait
    constant_of_an_impl
    escapes_in_a_byte_string
    hex_escapes
    in_a_secrecy_wrapper
    in_a_tuple_of_a_list
    in_an_option
    in_an_unsafe_block
    lazy_static
    let_binding
    line_continuation
    one_escaped_character
    openssh_private_key_as_bytes
    owned_by_conversion
    private_key_in_a_raw_string
    private_key_with_escaped_line_ends
    raw_byte_string
    raw_c_string
    raw_string
    returned_by_a_function
    service_account_in_a_raw_string
    shown_by_display
    static_str
    text_of_several_lines
    two_in_one
    unicode_escapes
    with_a_suffix
}
