//! Every row of the vocabulary is found alone in its item, with and without the prefilter.
//!
//! Each source below has one item and no other reason to parse it than the row. [`ids_in`]
//! compares what is found with and without the prefilter.

use super::secret::name;
use super::tests::{ids_in, ids_in_role};
use super::vocabulary::*;
use crate::discover::Role;

/// A password that has neither the prefix nor the shape of a credential.
const PASSWORD: &str = "correct-horse-9";

/// A word that is a secret only where it is a default.
const DEFAULT: &str = "sunny";

fn assert_found(rule: &str, source: &str) {
    assert_found_in(Role::Library, rule, source);
}

fn assert_found_in(role: Role, rule: &str, source: &str) {
    let found = ids_in_role(source, role);
    assert!(found.iter().any(|(id, _)| *id == rule), "{rule} is missing: {source}\n{found:?}");
}

#[test]
fn what_a_macro_shows_is_reported() {
    for showing in SHOWING_MACROS {
        let before = match showing.name {
            "ensure" => "is_open, ",
            "log" | "event" => "Level::INFO, ",
            "write" | "writeln" => "f, ",
            _ => "",
        };
        let text = if showing.name == "dbg" { "" } else { "\"cannot log in with {}\", " };
        for [open, close] in ["()", "[]", "{}"].map(|pair| [&pair[..1], &pair[1..]]) {
            let call = format!("{}!{open}{before}{text}db_password{close}", showing.name);
            assert_found("secret-shown", &format!("fn f() {{ {call}; }}"));
        }
    }
}

#[test]
fn what_an_attribute_shows_is_reported() {
    let error =
        format!("enum Error {{ #[{ERROR_ATTRIBUTE}(\"cannot use {{db_password}}\")] Login {{ db_password: X }} }}");
    assert_found("secret-shown", &error);
    let instrument = format!("#[{INSTRUMENT_ATTRIBUTE}] fn login(db_password: &str) {{}}");
    assert_found("secret-shown", &instrument);
}

#[test]
fn a_variable_that_a_macro_compiles_in_is_reported() {
    for name in BUILD_TIME_MACROS {
        assert_found("secret-compiled-in", &format!("fn f() {{ g({name}!(\"DB_PASSWORD\")); }}"));
    }
}

#[test]
fn a_file_that_a_macro_compiles_in_is_reported() {
    for name in INCLUDE_MACROS {
        assert_found("secret-file-compiled-in", &format!("fn f() {{ g({name}!(\"../keys/id_rsa\")); }}"));
    }
}

#[test]
fn what_a_build_script_tells_cargo_is_reported() {
    for instruction in CARGO_ENV_INSTRUCTIONS {
        let source = format!("fn main() {{ println!(\"cargo:{instruction}=DB_PASSWORD={{}}\", x); }}");
        assert_found_in(Role::BuildScript, "secret-in-build-output", &source);
    }
}

#[test]
fn a_field_of_each_type_that_debug_shows_is_reported() {
    let field = |ty: &str| {
        assert_found("secret-in-debug", &format!("#[derive(Debug)] struct Login<'a> {{ db_password: {ty} }}"));
        assert_found("secret-in-debug", &format!("#[derive(Debug)] struct DbPassword<'a>({ty});"));
    };
    for text in TEXT_TYPES {
        let text = if matches!(*text, "str" | "[u8]") { format!("&'a {text}") } else { (*text).to_owned() };
        field(&text);
        for wrapper in TYPE_WRAPPERS {
            let lifetime = if *wrapper == "Cow" { "'a, " } else { "" };
            field(&format!("{wrapper}<{lifetime}{text}>"));
            field(&format!("Option<std::sync::{wrapper}<{lifetime}{text}>>"));
        }
    }
    field("[u8; 32]");
    field("Option<Box<str>>");
    field("Option<Arc<str>>");
}

#[test]
fn a_password_is_found_in_each_wrapper() {
    for function in WRAPPER_FUNCTIONS {
        assert_found("hard-coded-secret", &format!("fn f() {{ let db_password = {function}(\"{PASSWORD}\"); }}"));
    }
    for name in OBFUSCATING_MACROS {
        assert_found("hard-coded-secret", &format!("fn f() {{ let db_password = {name}!(\"{PASSWORD}\"); }}"));
    }
}

#[test]
fn a_password_is_found_behind_each_method_that_gives_its_value() {
    let names = || VALUE_METHODS.iter().map(|method| method.name);
    for method in names().filter(|name| keeps_literal(name)) {
        let value = format!("\"{PASSWORD}\".{method}()");
        assert_found("hard-coded-secret", &format!("fn f() {{ let db_password = {value}; }}"));
    }
    for method in names().filter(|name| keeps_value(name)) {
        let source = format!("fn f() {{ let x = \"{PASSWORD}\"; builder.db_password(x.{method}()); }}");
        assert_found("hard-coded-secret", &source);
    }
    for method in names().filter(|name| keeps_shown(name)) {
        assert_found("secret-shown", &format!("fn f() {{ println!(\"{{}}\", db_password.{method}()); }}"));
    }
}

#[test]
fn a_default_is_found_in_each_form() {
    for method in FALLBACK_METHODS {
        let value = if method.contains("with") || method.contains("else") {
            format!("|| \"{DEFAULT}\".into()")
        } else {
            format!("\"{DEFAULT}\".into()")
        };
        let rest = if MAPPING_FALLBACKS.contains(method) { ", |value| value" } else { "" };
        let source = format!("fn f() {{ let db_password = env::var(X).ok().{method}({value}{rest}); }}");
        assert_found("hard-coded-secret", &source);
    }
    for key in DEFAULT_KEYS {
        let source = format!("struct Args {{ #[arg(long, {key} = \"{DEFAULT}\")] db_password: String }}");
        assert_found("hard-coded-secret", &source);
    }
    for source in [
        format!("fn f() {{ let db_password = match env::var(X) {{ Ok(x) => x, _ => \"{DEFAULT}\".into() }}; }}"),
        format!("fn f() {{ let db_password = if let Some(x) = x() {{ x }} else {{ \"{DEFAULT}\".into() }}; }}"),
        format!(
            "impl Default for Login {{ fn default() -> Login {{ Login {{ db_password: \"{DEFAULT}\".into() }} }} }}"
        ),
        format!("{DEFAULT_FUNCTION}_db_password() -> String {{ \"{DEFAULT}\".into() }}"),
    ] {
        assert_found("hard-coded-secret", &source);
    }
}

#[test]
fn a_token_that_is_joined_from_parts_is_found() {
    let (head, tail) = (format!("AK{}", "IAZQ3D"), "RYNBH6TKW5XF");
    let assert_joined = |value: &str| {
        let source = format!("fn f() {{ let mut x = {value}; }}");
        let found = ids_in(&source);
        assert_eq!(found, [("aws-access-key-id", 1)], "{value}");
    };
    for Join { name, is_macro, .. } in JOINS {
        assert_joined(&match (*name, is_macro) {
            ("concat", _) => format!("concat!(\"{head}\", \"{tail}\")"),
            (_, true) => format!("{name}!(\"{{}}{{}}\", \"{head}\", \"{tail}\")"),
            ("push_str", _) => format!("String::from(\"{head}\"); x.push_str(\"{tail}\")"),
            (_, false) => format!("[\"{head}\", \"{tail}\"].{name}(\"\")"),
        });
    }
    assert_joined(&format!("\"{head}\".to_owned() + \"{tail}\""));
}

#[test]
fn a_credential_behind_each_scheme_is_found() {
    for scheme in AUTH_SCHEMES {
        for scheme in [(*scheme).to_owned(), scheme.to_ascii_uppercase()] {
            let source = format!("fn f() {{ x.insert(\"Authorization\", \"{scheme} Zk3vT9qLw8Xr5Bn2\"); }}");
            assert_found("hard-coded-secret", &source);
        }
    }
}

#[test]
fn a_header_that_is_not_marked_is_found() {
    for function in HEADER_VALUE_FUNCTIONS {
        let source = format!("fn f() {{ h.insert(AUTHORIZATION, http::{HEADER_VALUE}::{function}(auth_token)?); }}");
        assert_found("header-not-sensitive", &source);
    }
}

#[test]
fn a_value_is_found_under_each_name() {
    for name in name::samples() {
        let claimed = name::claim(&name).is_some_and(|claim| claim.strength == name::Strength::Strong);
        let found = ids_in(&format!("fn f() {{ let {name} = \"Zk3vT9qLw8Xr5Bn2\"; }}"));
        assert!(!claimed || found == [("hard-coded-secret", 1)], "{name}: {found:?}");
    }
}

/// Code of more than 1,000 bytes that concerns no rule.
fn distance() -> String {
    "step(1).and_then(two).or_skip(three);\n".repeat(30)
}

#[test]
fn a_value_that_is_far_from_its_name_is_found() {
    let far = distance();
    for source in [
        format!("fn f() {{ let x = \"{PASSWORD}\"; {far} client.db_password(x); }}"),
        format!("fn f() {{ let x = \"{PASSWORD}\"; let y = x; {far} let z = y; login(Login {{ db_password: z }}); }}"),
        format!("const X: &str = \"{PASSWORD}\"; fn f() {{ {far} client.db_password(X); }}"),
        format!("mod m {{ pub const X: &str = \"{PASSWORD}\"; }} fn f() {{ {far} client.db_password(m::X); }}"),
        format!("fn login(db_password: &str) {{}} fn f() {{ {far} login(\"{PASSWORD}\"); }}"),
        format!("impl A {{ fn login(&self, db_password: &str) {{}} }} fn f(a: A) {{ {far} a.login(\"{PASSWORD}\"); }}"),
        format!("const X: &str = \"{PASSWORD}\"; fn login(db_password: &str) {{}} fn f() {{ {far} login(X); }}"),
        format!(
            "const X: &str = \"{DEFAULT}\"; fn f() {{ {far} client.db_password(env::var(Y).unwrap_or(X.into())); }}"
        ),
    ] {
        assert_found("hard-coded-secret", &source);
    }
}
