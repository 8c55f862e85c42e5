//! Values that only the names around them give away.

use crate::harness::cases;

cases! { "names":
    assignment
    camel_case_static
    comparison
    constant
    default_function_of_serde
    default_impl
    default_of_a_builder
    dotenv_text
    fallback_after_ok
    fallback_arm_of_a_match
    fallback_closure
    fallback_in_else
    fallback_in_let_else
    fallback_of_a_variable
    fallback_of_option_env
    field_of_a_struct_literal
    file
    function_that_returns_it
    host_in_a_url
    json_text
    key_in_a_dsn
    key_that_is_a_constant
    list_of_pairs
    map_index
    map_insert
    match_arm
    method
    module
    pair
    path_of_the_callee
    query_pair
    set_var
    type_of_a_struct_literal
    type_of_the_impl
    variable
    variable_of_a_command
    variable_of_a_pattern
    variant
}
