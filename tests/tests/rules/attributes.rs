//! Tokens in the arguments of attributes.

use crate::harness::cases;

cases! { "attributes":
    behind_cfg_attr
    builder_default
    default_value_of_an_argument
    doc_attribute
    error_message
    name_value
    named_by_its_field
    named_by_its_variable
    of_the_crate
    smart_default
}
