//! Comments and documentation.

use crate::harness::cases;

cases! { "comments":
    at_the_end_of_a_line
    block
    code_that_is_commented_out
    doctest
    documentation
    documentation_block
    documentation_of_the_module
    line
    named_in_the_comment
    nested_block
    private_key_in_documentation
}
