//! Values that are put together from several literals.

use crate::harness::cases;

cases! { "folding":
    add_assign
    array_concat
    array_join
    array_join_with_a_separator
    concat_macro
    concat_of_numbers_and_characters
    concat_within_a_call
    constant_of_a_constant
    constant_that_is_put_together
    constants_in_one_expression
    constants_of_a_function
    constants_of_a_module
    escaped_pieces
    format_after_a_scheme
    format_named
    format_numbered
    format_positional
    format_with_inlined_constants
    format_with_inlined_variables
    half_in_the_format_string
    in_a_field
    in_a_test
    in_an_argument_of_another_macro
    list_of_byte_strings
    named_by_its_service
    nested_concat
    plus
    plus_of_three
    plus_over_several_lines
    push_str
    push_str_onto_an_empty_string
    vec_concat
}
