//! The values of literals are those that `syn` gives them.

use proptest::prelude::*;

#[path = "../../../nosecrets-macros/src/unescape.rs"]
#[expect(unexpected_cfgs, reason = "its features are those of the macros' crate")]
mod decoder;

fn token(source: &str) -> syn::LitStr {
    syn::parse_str(source).expect("the strategy makes string literals")
}

proptest! {
    #[test]
    fn a_cooked_literal_has_the_value_that_syn_gives_it(
        parts in prop::collection::vec(
            prop_oneof![
                "[^\"\\\\\r]{1,4}",
                r#"\\[nrt0\\'"]"#,
                r"\\x[0-7][0-9a-fA-F]",
                any::<char>().prop_map(|c| format!("\\u{{{:x}}}", u32::from(c))),
                any::<char>().prop_map(|c| format!("\\u{{{:_<6X}}}", u32::from(c))),
                "\\\\\n[ \t\n]{0,4}[a-z]",
            ],
            0..8,
        ),
    ) {
        let source = format!("\"{}\"", parts.concat());
        prop_assert_eq!(decoder::string(&source), Some(token(&source).value()));
    }

    #[test]
    fn a_raw_literal_has_the_value_that_syn_gives_it(text in "[^\r#]{0,20}", hashes in 1usize..4) {
        let hashes = "#".repeat(hashes);
        let source = format!("r{hashes}\"{text}\"{hashes}");
        prop_assert_eq!(decoder::string(&source), Some(token(&source).value()));
    }

    #[test]
    fn a_literal_that_rustc_prints_is_read_back(text in "[^\r]*") {
        prop_assert_eq!(decoder::string(&format!("{text:?}")), Some(text));
    }
}
