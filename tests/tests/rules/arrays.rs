//! Text that is spelled as an array.

use crate::harness::cases;

cases! { "arrays":
    all_spellings_mixed
    byte_literals
    characters
    collected_into_a_string
    hex_numbers
    in_a_macro
    in_vec
    numbers
    of_a_named_service
    over_several_lines_with_comments
    solana_keypair
    through_from_utf8
}
