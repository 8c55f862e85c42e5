//! Code that nests so deep, or is so long, that a parser's stack would not
//! hold it. It is read as tokens or as text, and the token after it is found.

use nosecrets_tests::canary;

use crate::{found, good, scan, tree};

const DEEP: usize = 100_000;

/// What opens a literal or a comment.
const QUOTES: &[&str] = &["\"", "r#\"", "b\"", "c\"", "'\\", "/*", "r##\"a\"#"];

/// Scans `fn f() { let x = EXPR; let key = "…"; }` and a constant after it:
/// both tokens are found, and so is that of the file beside it.
fn check(expr: &str) {
    let key = canary();
    let source = format!("fn f() {{ let x = {expr}; let key = \"{key}\"; }}\nconst KEY: &str = \"{key}\";\n");
    check_source(&source, 2);
}

fn check_source(source: &str, tokens: usize) {
    let folder = tree(&[("a.rs", source.as_bytes()), ("b.rs", &good())]);
    let mut expected = vec!["a.rs"; tokens];
    expected.push("b.rs");
    assert_eq!(found(&scan(&folder)), expected);
}

fn around(open: &str, inner: &str, close: &str, depth: usize) -> String {
    format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
}

#[test]
fn brackets_nested_deep() {
    check(&around("[", "1", "]", DEEP));
}

#[test]
fn parentheses_nested_deep() {
    check(&around("(", "1", ")", 3_000));
    check(&around("(", "1", ")", DEEP));
}

#[test]
fn blocks_and_items_nested_deep() {
    check(&around("{", "1", "}", DEEP));
    check(&around("unsafe {", "1", "}", DEEP));
    check(&around("{ fn g() {", "1", "} }", DEEP));
    check_source(&around("mod m {", &String::from_utf8(good()).unwrap(), "}", DEEP), 1);
}

#[test]
fn imports_nested_deep() {
    for (open, close) in [("a::", ""), ("a::{", "}"), ("{", "}")] {
        check_source(&format!("use {};\n{}", around(open, "b", close, DEEP), String::from_utf8(good()).unwrap()), 1);
    }
}

#[test]
fn brackets_that_are_never_closed() {
    for bracket in ["(", "[", "{", "m!(", "#["] {
        check(&bracket.repeat(DEEP));
    }
}

#[test]
fn brackets_that_were_never_opened() {
    for bracket in [")", "]", "}"] {
        check(&bracket.repeat(DEEP));
    }
}

#[test]
fn operators_before_a_value() {
    for operator in ["!", "-", "*", "&", "&mut ", "..", "|a| ", "move || ", "a = "] {
        check(&format!("{}a", operator.repeat(DEEP)));
    }
}

#[test]
fn words_before_a_value() {
    for word in ["return ", "break ", "yield ", "box ", "async move ", "if ", "match ", "for a in ", "const ", "'a: "] {
        check(&format!("{}a", word.repeat(DEEP)));
    }
}

#[test]
fn operators_after_a_value() {
    for link in [
        " + 1",
        " + \"a1b2c3d4e5\"",
        " as u8",
        "()",
        "[0]",
        "?",
        ".b",
        ".b()",
        ".await",
        "::<u8>",
        " == 1",
        " && a",
        ".0",
    ] {
        check(&format!("a{}", link.repeat(DEEP)));
    }
}

#[test]
fn branches_after_branches() {
    check(&format!("if a {{ b(); }} {} else {{ c }}", "else if a { b(); } ".repeat(DEEP)));
    check(&around("match a { _ => ", "1", "}", DEEP));
}

#[test]
fn types_within_types() {
    for (open, close) in [
        ("Vec<", ">"),
        ("&", ""),
        ("*const ", ""),
        ("fn() -> ", ""),
        ("(", ",)"),
        ("<A as B<", ">>::C"),
        ("dyn for<'a> ", ""),
    ] {
        check(&format!("a as {}", around(open, "u8", close, DEEP)));
    }
}

#[test]
fn patterns_within_patterns() {
    for (open, close) in [("a @ ", ""), ("&", ""), ("Some(", ")"), ("a | ", ""), ("[", "]")] {
        check(&format!("match a {{ {} => 1 }}", around(open, "a", close, DEEP)));
    }
}

#[test]
fn macros_within_macros() {
    check(&around("concat!(", "\"a\"", ")", DEEP));
    check(&around("m! { n! [", "", "] }", DEEP));
    check(&format!("m!({})", "a b = \"c\" ".repeat(DEEP)));
}

#[test]
fn strings_put_together_from_very_many() {
    check(&format!("concat!({})", "\"a1b2c3d4e5\", ".repeat(DEEP)));
    check(&format!("[{}].concat()", "\"a1b2c3d4e5\", ".repeat(DEEP)));
    check(&format!("{{ let mut s = String::new(); {} s }}", "s.push_str(\"a1b2c3d4e5\"); ".repeat(5_000)));
}

#[test]
fn constants_that_lead_to_one_another() {
    let key = canary();
    let (head, tail) = key.split_at(20);
    let chain: String = (1..500).map(|n| format!("const A{n}: &str = A{};\n", n - 1)).collect();
    let circle = "const B: &str = C;\nconst C: &str = B;\nconst D: &str = concat!(D, \"a1b2c3d4e5f6\");\n";
    let doubled: String = (1..64).map(|n| format!("const E{n}: &str = concat_all!(E{0}, E{0});\n", n - 1)).collect();
    let source = format!(
        "const A0: &str = \"{head}\";\nconst E0: &str = \"a1b2c3d4e5f6\";\n{chain}{circle}{doubled}\
         fn f() {{ let key = A0.to_owned() + \"{tail}\"; g(format!(\"{{B}}{{D}}{{E63}}\")); g(format!(\"{{}}{{}}\", A499, \"{tail}\")); }}\n"
    );
    check_source(&source, 1);
}

#[test]
fn values_that_double_with_every_constant() {
    let doubled: String =
        (1..64).map(|n| format!("static E{n}: String = format!(\"{{}}{{}}\", E{0}, E{0});\n", n - 1)).collect();
    let source = format!("const E0: &str = \"a1b2c3d4e5f6\";\n{doubled}{}", String::from_utf8(good()).unwrap());
    check_source(&source, 1);
}

#[test]
fn comments_nested_deep() {
    check(&format!("1 {}", around("/* ", "", " */", DEEP)));
    check_source(&format!("{}{}", String::from_utf8(good()).unwrap(), "/* ".repeat(DEEP)), 1);
}

#[test]
fn a_quote_that_is_never_closed_hides_nothing() {
    for quote in QUOTES {
        check_source(&format!("fn f() {{ g({quote} {} ); }}\n", canary()), 1);
    }
}

#[test]
fn a_quote_that_turns_code_into_strings_and_strings_into_code_hides_nothing() {
    let key = canary();
    for quote in QUOTES {
        check_source(&format!("const K: &str = \"{key}\";\nfn f() {{ g({quote}); }}\nconst L: &str = \"{key}\";\n"), 2);
    }
}
