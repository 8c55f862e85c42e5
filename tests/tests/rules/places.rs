//! What kind of code a token stands in, and code that is hard to read.

use crate::harness::cases;

cases! { "places":
    after_a_module_of_tests
    back_door_comparison
    behind_a_shebang
    bench_target
    build_script
    cfg_all_test
    cfg_any_test_is_no_test
    cfg_not_test_is_no_test
    closure_in_an_async_block
    constant_generic_and_attribute_soup
    default_method_of_a_trait
    example_target
    file_without_balance
    function_in_a_function
    guarded_string_of_2024
    item_of_an_unknown_edition
    module_of_tests
    names_without_a_syntax_tree
    panic_message
    pattern_of_a_match
    script_with_front_matter
    test_function
    test_method_of_an_impl
    test_target
}
