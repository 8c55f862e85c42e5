//! Tokens in the arguments and bodies of macros.

use crate::harness::cases;

cases! { "macros":
    assembler
    assertion
    at_the_level_of_items
    body_of_macro_rules
    json_key_names_it
    json_object_names_it
    json_value
    lazy_static
    map
    matches
    nested
    obfuscated
    println
    thread_local
    tokens_that_are_no_expression
    tracing_field
    vec
}
