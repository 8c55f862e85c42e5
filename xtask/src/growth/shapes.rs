//! Inputs that are meant to hurt, each of any size.

use std::path::Path;

use cargo_nosecrets::readers;
use nosecrets_detectors::spec::rng::Rng;
use nosecrets_engine::discover::Role;
use nosecrets_engine::{Config, Scanner};
use nosecrets_tests::canary_prefix;

const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const HEX: &[u8] = b"0123456789abcdef";
const LOWER: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";

/// A shape of input.
pub(crate) struct Shape {
    /// What is read, and what of.
    pub(crate) name: String,
    /// An input of about so many bytes.
    pub(crate) make: Box<dyn Fn(usize) -> Vec<u8>>,
    /// What is measured.
    pub(crate) run: fn(&[u8]),
}

/// All shapes.
pub(crate) fn all() -> Vec<Shape> {
    [rust(), bytes(), text(), readers_of_rules()].into_iter().flatten().collect()
}

/// `head`, then `unit` with `@` replaced by a number and `$` by a token as often as
/// fits, then `tail`.
fn repeated(head: &str, unit: &str, tail: &str, size: usize) -> Vec<u8> {
    let mut rng = Rng::from_seed("growth");
    let mut made = head.to_owned();
    let mut number = 1;
    while made.len() + tail.len() < size {
        let mut part = unit.replace('~', &(number - 1).to_string()).replace('@', &number.to_string());
        while let Some(at) = part.find('$') {
            part.replace_range(at..=at, &token(&mut rng));
        }
        made.push_str(&part);
        number += 1;
    }
    (made + tail).into_bytes()
}

/// A token that opens nothing.
fn token(rng: &mut Rng) -> String {
    canary_prefix() + &String::from_utf8_lossy(&rng.text(LOWER, 16))
}

fn scan(path: &str, source: &[u8]) {
    let config = Config { all_contexts: true, ..Config::default() };
    let _ = Scanner::new(config).scan_bytes(Path::new(path), Role::Library, source);
}

fn scan_rust(source: &[u8]) {
    scan("src/lib.rs", source);
}

fn scan_text(source: &[u8]) {
    scan("settings.yaml", source);
}

fn shape(kind: &str, name: &str, parts: [&'static str; 3], run: fn(&[u8])) -> Shape {
    let [head, unit, tail] = parts;
    Shape { name: format!("{kind}: {name}"), make: Box::new(move |size| repeated(head, unit, tail, size)), run }
}

/// Rust sources.
fn rust() -> Vec<Shape> {
    RUST.iter().map(|(name, parts)| shape("rust", name, *parts, scan_rust)).collect()
}

/// Shapes of Rust sources: their names, and what they begin with, repeat and end with.
const RUST: &[(&str, [&str; 3])] = &[
    ("quotes", ["", "\"", ""]),
    ("single quotes", ["", "'", ""]),
    ("single quotes and parentheses", ["", "'(", ""]),
    ("open raw strings", ["", "r#\"", ""]),
    ("raw strings of other hashes", ["", "r##\"\"# ", ""]),
    ("hashes", ["r", "#", "\""]),
    ("backslashes", ["\"", "\\", ""]),
    ("open comments", ["", "/*", ""]),
    ("comments", ["", "/**/", ""]),
    ("line comments", ["", "//\n", ""]),
    ("brackets", ["", "[", ""]),
    ("brackets and comments", ["", "[/**/", ""]),
    ("braces", ["", "{", ""]),
    ("parentheses", ["fn f() { ", "(", ""]),
    ("closed braces", ["", "{}", ""]),
    ("tiny literals", ["const A: &[&str] = &[", "\"a\",", "];"]),
    ("numbers", ["const A: &[u8] = &[", "1,", "];"]),
    ("characters", ["const A: &[char] = &[", "'a',", "];"]),
    ("broken arrays", ["", "[1,2,3,4,5,6,7,8,x]", ""]),
    ("one concat", ["const A: &str = concat!(", "\"a1b2c3d4e5\",", ");"]),
    ("concats", ["", "const A@: &str = concat!(\"a1b2c3d4e5f6\", \"g7h8i9j0\");\n", ""]),
    ("constants of constants", ["const A0: &str = \"a1b2c3d4e5\";", "const A@: &str = concat!(A~, \"\");\n", ""]),
    (
        "constants, and uses of them",
        ["", "const KEY_@: &str = \"a1b2c3d4e5f6\";\nfn f@() { g(format!(\"{}{}\", KEY_@, KEY_~)) }\n", ""],
    ),
    ("statics", ["", "static A@: &str = \"$\";\n", ""]),
    ("tokens in one array", ["const A: &[&str] = &[", "\"$\",", "];"]),
    ("tokens in lines", ["", "fn f@() { g(\"$\"); }\n", ""]),
    ("tokens in one function", ["fn f() {", "g(\"$\");\n", "}"]),
    ("tokens in one line comment", ["// ", "$ ", ""]),
    ("tokens in comments", ["", "// $\n", ""]),
    ("tokens in an open file", ["", "g(\"$\");\n", "\""]),
    ("passwords", ["", "fn f@() { let password = \"hunter2horse@\"; login(password); }\n", ""]),
    ("passwords in one function", ["fn f() {", "let password@ = \"hunter2horse@\";\n", "}"]),
    ("passwords in one literal", ["const A: &str = \"", "https://u:hunter2horse@@h/ ", "\";"]),
    ("calls with passwords", ["fn f() {", "c.basic_auth(\"u\", Some(\"hunter2horse@\"));\n", "}"]),
    ("bindings of bindings", ["fn f() { let a0 = \"hunter2horse\";", "let a@ = a~;\n", "login(a1) }"]),
    ("assignments", ["fn f() { let mut password = String::new();", "password = \"hunter2horse@\".into();\n", "}"]),
    ("pushes", ["fn f() { let mut s = String::from(\"a1b2c3d4e5f6\");", "s.push_str(\"a1b2c3d4@\");\n", "}"]),
    ("one sum", ["fn f() { let s = String::new()", " + \"a1b2c3d4e5@\"", "; }"]),
    ("format arguments", ["fn f() { format!(\"{}\"", ", \"a1b2c3d4e5@\"", "); }"]),
    ("fields", ["struct S {", "password_@: String,", "} impl S { fn f(&self) { login(\"$\") } }"]),
    ("structs in debug", ["", "#[derive(Debug)] struct S@ { password: String }\n", ""]),
    ("methods", ["impl S {", "fn f@(&self) { login(self.a@, \"$\") }\n", "}"]),
    (
        "methods, and fields they read",
        ["impl S {", "fn f@(&self) { login(self.a@, \"$\") }\nfn g@() { [A@, \"b\"] }\n", "}"],
    ),
    ("matches", ["fn f() { match x {", "\"$\" => 1,\n", "_ => 0 } }"]),
    ("else if", ["fn f() { if a {}", " else if a == \"$\" { b(@) }", " }"]),
    ("modules", ["", "mod m@ { const A: &str = \"$\"; }\n", ""]),
    ("modules of tests", ["", "#[cfg(test)] mod m@ { const A: &str = \"$\"; }\n", ""]),
    ("attributes", ["", "#[a(b = \"$\")]\n", "struct S;"]),
    ("macros", ["", "m! { a@ \"$\" }\n", ""]),
    ("one macro", ["m! {", "a@ = \"$\", ", "}"]),
    ("uses", ["", "use a@::b;\n", "const A: &str = \"$\";"]),
    ("names in one literal", ["const A: &str = \"", "the token and its api_key, ", "\";"]),
    ("names in one word", ["fn f() { let ", "TokenSecretPassword", " = \"a1b2c3d4e5f6\"; }"]),
    ("names and words", ["fn f() {", "token(\"a1b2\", password);\n", "}"]),
    ("words of wallets", ["const A: &[&str] = &[", "\"ability\", \"able\", ", "];"]),
    ("environment", ["fn f() {", "env::var(\"PASSWORD_@\").unwrap_or(\"hunter2horse\".into());\n", "}"]),
    ("suppressions", ["", "const A@: &str = \"$\"; // nosecrets: allow(all) -- x\n", ""]),
    ("unused suppressions", ["", "// nosecrets: allow(jwt) -- x\n", "const A: &str = \"$\";"]),
    ("mistyped suppressions", ["", "// nosecrets: allow(githb-tok@) -- x\n", ""]),
    (
        "suppressions as attributes",
        ["", "#[cfg_attr(any(), nosecrets::allow(all, reason = \"x\"))] const A@: &str = \"$\";\n", ""],
    ),
    ("rules in one suppression", ["// nosecrets: allow(", "a@,", ") -- x\n"]),
    ("one long name in a suppression", ["// nosecrets: allow(", "a", ") -- x\n"]),
    ("pairs", ["", "const ID@: &str = \"AKIA\"; let twilio_sid = \"$\";\n", ""]),
    ("encoded", ["const A: &[&str] = &[", "\"61316232633364346535663667376838696a306b\",", "];"]),
];

/// Runs of bytes, in a literal and in text.
fn bytes() -> Vec<Shape> {
    let mut shapes = Vec::new();
    for (name, alphabet, gap) in [
        ("one letter", &b"a"[..], 0),
        ("hex", HEX, 0),
        ("base64", BASE64, 0),
        ("hex digests", HEX, 41),
        ("keys of 32", LOWER, 33),
        ("keys of 40", BASE64, 41),
        ("runs below the limit", BASE64, 2040),
    ] {
        let fill = move |size: usize| {
            let mut made = Rng::from_seed("growth").text(alphabet, size);
            (1..).map(|number| number * gap).take_while(|&at| gap > 0 && at < size).for_each(|at| made[at] = b' ');
            made
        };
        let names = "twilio token aws secret datadog api key ";
        let quoted = move |size| [format!("const A: &str = \"{names}").as_bytes(), &fill(size), b"\";"].concat();
        let plain = move |size| [names.as_bytes(), &fill(size)].concat();
        shapes.push(Shape { name: format!("literal: {name}"), make: Box::new(quoted), run: scan_rust });
        shapes.push(Shape { name: format!("text: {name}"), make: Box::new(plain), run: scan_text });
    }
    shapes
}

/// Files that are not Rust.
#[cfg_attr(any(), nosecrets::allow(twilio_auth_token, reason = "made up: it has the shape only"))]
fn text() -> Vec<Shape> {
    let shapes: &[(&str, [&'static str; 3])] = &[
        ("tokens in lines", ["", "key: $\n", ""]),
        ("tokens in one line", ["{", "\"key\": \"$\", ", "}"]),
        ("contexts in one line", ["{", "\"twilio_auth_token\": \"0a1b2c3d4e5f60718293a4b5c6d7e8f9\", ", "}"]),
        ("contexts in lines", ["twilio:\n", "  token: 0a1b2c3d4e5f60718293a4b5c6d7e8f9\n", ""]),
        (
            "long lines and contexts",
            [
                "",
                "                                                               \n token: 0a1b2c3d4e5f60718293a4b5c6d7e8f9",
                "",
            ],
        ),
        ("context words", ["", "twilio token ", ""]),
        ("heads of keys", ["", "-----BEGIN PRIVATE KEY-----\n", ""]),
        ("heads and feet of keys", ["", "-----BEGIN A-----\n// AAAA\n-----END A-----\n", ""]),
        ("service accounts", ["", "{\"type\": \"service_account\", ", ""]),
        (
            "service accounts and heads",
            ["", "{\"type\": \"service_account\", \"private_key\": \"-----BEGIN PRIVATE KEY-----", ""],
        ),
        ("beginnings of tokens", ["", "ghp_ sk_live_ xoxb- eyJ AKIA glpat- ", ""]),
        ("beginnings of one kind", ["", "sk_live_", ""]),
        ("beginnings of JWTs", ["", "eyJ.eyJ.", ""]),
        ("words with dashes", ["", "a-1", ""]),
        ("dots", ["", "a.b1", ""]),
        ("equal signs", ["", "=", ""]),
        ("percents", ["", "%3D", ""]),
        ("backslash n", ["", "\\n", ""]),
        ("URLs", ["", "https://u:p@", ""]),
        ("brackets", ["", "[", ""]),
        ("objects", ["", "{\"a\":", ""]),
        ("nested keys", ["", "a:\n", "  token: 0a1b2c3d4e5f60718293a4b5c6d7e8f9"]),
        ("suppressions", ["", "key: $ # nosecrets: allow(all) -- x\n", ""]),
        ("our name", ["", "nosecrets", ""]),
        ("our name in comments", ["", "# nosecrets ", ""]),
        ("bytes that are no text", ["", "\u{FFFD}$", ""]),
    ];
    shapes.iter().map(|(name, parts)| shape("text", name, *parts, scan_text)).collect()
}

/// Settings and rules.
fn readers_of_rules() -> Vec<Shape> {
    type Read = fn(&[u8]);
    let settings: Read = |text| drop(readers::settings(&String::from_utf8_lossy(text)));
    let manifest: Read = |text| drop(readers::manifest(&String::from_utf8_lossy(text)));
    let detectors: Read = |text| drop(readers::own_detectors(&String::from_utf8_lossy(text)));
    let gitleaks: Read = |text| drop(readers::import(&String::from_utf8_lossy(text), false));
    let kingfisher: Read = |text| drop(readers::import(&String::from_utf8_lossy(text), true));
    let shapes: &[(&str, [&'static str; 3], Read)] = &[
        ("settings: unknown keys", ["", "a@ = 1\n", ""], settings),
        ("settings: unknown rules", ["[levels]\n", "a@ = \"deny\"\n", ""], settings),
        ("settings: patterns", ["exclude = [", "\"a@/**/*.rs\",", "]"], settings),
        ("settings: arrays in arrays", ["a = ", "[", ""], settings),
        ("settings: dotted keys", ["a", ".a", " = 1"], settings),
        ("settings: tables", ["", "[a@.b.c]\n", ""], settings),
        ("manifest: dependencies", ["[workspace.metadata.nosecrets]\n[dependencies]\n", "a@ = \"1\"\n", ""], manifest),
        (
            "detectors: many",
            [
                "",
                "[[detector]]\nid = \"a-@\"\ntitle = \"A\"\npattern = 'a@_[0-9a-z]{24}'\npositive = [\"a@_{alnum:24}\"]\nnegative = []\n",
                "",
            ],
            detectors,
        ),
        (
            "detectors: one pattern",
            ["[[detector]]\nid = \"a\"\ntitle = \"A\"\npositive = []\nnegative = []\npattern = 'a", "[0-9]{2}b", "'"],
            detectors,
        ),
        (
            "detectors: groups",
            ["[[detector]]\nid = \"a\"\ntitle = \"A\"\npositive = []\nnegative = []\npattern = '", "(", "'"],
            detectors,
        ),
        ("gitleaks: rules", ["", "[[rules]]\nid = \"a@\"\nregex = '''\\b(a@_[0-9a-z]{30})\\b'''\n", ""], gitleaks),
        ("gitleaks: one regex", ["[[rules]]\nid = \"a\"\nregex = '''", "(?:a|b@)?", "'''"], gitleaks),
        ("gitleaks: repeats of repeats", ["[[rules]]\nid = \"a\"\nregex = '''a", "{2}", "'''"], gitleaks),
        (
            "kingfisher: rules",
            ["rules:\n", "  - {name: a@, id: a.@, pattern: '\\b(a@_[0-9a-z]{30})\\b'}\n", ""],
            kingfisher,
        ),
        ("kingfisher: sequences in sequences", ["rules: ", "[", ""], kingfisher),
        ("kingfisher: dashes", ["rules:\n ", "- ", ""], kingfisher),
        ("kingfisher: maps in maps", ["rules: ", "{a: ", ""], kingfisher),
        ("kingfisher: anchors", ["a0: &a0 x\n", "a@: &a@ [*a~]\n", ""], kingfisher),
        ("kingfisher: doubled anchors", ["a0: &a0 x\n", "a@: &a@ [*a~, *a~]\n", ""], kingfisher),
    ];
    shapes
        .iter()
        .map(|(name, [head, unit, tail], run)| {
            let (head, unit, tail) = (*head, *unit, *tail);
            Shape { name: (*name).to_owned(), make: Box::new(move |size| repeated(head, unit, tail, size)), run: *run }
        })
        .collect()
}
