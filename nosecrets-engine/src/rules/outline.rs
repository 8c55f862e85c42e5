//! An outline of a file: its functions and constants, as far as keywords tell.
//!
//! To cut a file into its items takes longer than to look for secrets in it. Before that is
//! worth while, the keywords `fn`, `const` and `static` tell enough: which function has a
//! parameter, which constant has a literal, and which places cannot be in one item.
//!
//! ```text
//! use a::b;
//! const KEY: &str = "x";            ─── a part begins at each item that is not indented,
//! fn first() {                      ─── and at each `fn` that is not indented deeper
//!     fn inner() {}                      than the one before
//! }
//! impl C {                          ───
//!     fn second() {}                ───
//!     fn third() {}                 ───
//! ```
//!
//! Two places in one function are in one part, however the code is formatted: on one line, or
//! as rustfmt does. A part may hold several items.

use std::ops::Range;

use memchr::memmem;

use crate::lexer::{Token, begins_word, is_word_byte, token_at};

/// How far before a parameter the keyword of its function may be, in bytes.
const MAX_SIGNATURE: usize = 600;

/// How far before a literal the keyword of its constant may be, in bytes.
const MAX_CONSTANT: usize = 300;

/// The name of the function that has a parameter which ends at a place.
pub(super) fn function_of(source: &[u8], parameter: &Range<usize>) -> Option<Range<usize>> {
    let after = source[parameter.end..].trim_ascii_start();
    let is_parameter = after.starts_with(b":") && !after.starts_with(b"::");
    let before = &source[..parameter.start];
    is_parameter.then(|| name_after_last(before, &["fn "], b"{}", MAX_SIGNATURE)).flatten()
}

/// The name of the constant or static that has a literal which begins at a place.
pub(super) fn constant_of(source: &[u8], literal: usize) -> Option<Range<usize>> {
    name_after_last(&source[..literal], &["const ", "static "], b"}", MAX_CONSTANT)
}

/// The name behind the last of some keywords in the code before a place, unless one of the bytes
/// `ends` or the end of a statement stands between.
fn name_after_last(before: &[u8], keywords: &[&str], ends: &[u8], max: usize) -> Option<Range<usize>> {
    let from = before.len().saturating_sub(max);
    let last = |keyword: &&str| {
        let at = from + memmem::rfind(&before[from..], keyword.as_bytes())?;
        begins_word(before, at).then_some(at + keyword.len())
    };
    let from = keywords.iter().filter_map(last).max()?;
    let name = name_at(before, from);
    let between = &before[name.end..];
    let is_other = between.iter().any(|byte| ends.contains(byte)) || memmem::find(between, b";\n").is_some();
    (!name.is_empty() && !is_other).then_some(name)
}

/// The word behind each `const` and `static`: the names of all constants and statics, and `fn`.
pub(super) fn constants(source: &[u8]) -> impl Iterator<Item = &[u8]> {
    ["const ", "static "].into_iter().flat_map(move |keyword| {
        memmem::find_iter(source, keyword).map(move |at| {
            let name = name_at(source, at + keyword.len());
            &source[name]
        })
    })
}

/// The name that begins at a place, perhaps behind `ref` or `mut`.
fn name_at(code: &[u8], from: usize) -> Range<usize> {
    let from = from + code[from..].strip_prefix(b"ref ").or(code[from..].strip_prefix(b"mut ")).map_or(0, |_| 4);
    from..from + word_len(&code[from..])
}

fn word_len(text: &[u8]) -> usize {
    text.iter().take_while(|&&byte| is_word_byte(byte)).count()
}

/// How items begin that are not indented, but for functions.
const ITEMS: &[&str] = &["pub ", "const ", "static ", "struct ", "enum ", "impl ", "impl<", "mod ", "trait "];

/// The parts of a file, in order. `tokens` are its literals and comments.
pub(super) fn parts(source: &[u8], tokens: &[Token]) -> Vec<Range<usize>> {
    let begins_item = |&at: &usize| {
        let line = &source[at..];
        line.first().is_some_and(u8::is_ascii_lowercase) && ITEMS.iter().any(|item| line.starts_with(item.as_bytes()))
    };
    let items = memchr::memchr_iter(b'\n', source).map(|end| end + 1).filter(begins_item);
    let is_in_code = |at: usize| token_at(tokens, at).is_none();
    let items = items.filter(|&at| is_in_code(at)).map(|at| (at, None));
    let is_keyword = |&at: &usize| begins_word(source, at) && is_in_code(at);
    let functions = memmem::find_iter(source, "fn ").filter(is_keyword).map(|at| (at, Some(column(source, at))));
    let mut beginnings: Vec<(usize, Option<usize>)> = items.chain(functions).collect();
    // Two sorted runs, which this merges.
    beginnings.sort();

    let mut starts = vec![0];
    let mut outer = usize::MAX;
    for (at, column) in beginnings {
        if column.is_none_or(|column| column <= outer) {
            starts.push(at);
            outer = column.unwrap_or(usize::MAX);
        }
    }
    let ends = starts[1..].iter().copied().chain([source.len()]);
    starts.iter().zip(ends).map(|(&start, end)| start..end).collect()
}

/// How far the function is indented whose keyword stands at a place. If code stands before it in
/// its line, the line does not tell, so that the place in the line must.
fn column(source: &[u8], keyword: usize) -> usize {
    let line = memchr::memrchr(b'\n', &source[..keyword]).map_or(0, |end| end + 1);
    let before = &source[line..keyword];
    let has_code = before.iter().any(|byte| matches!(byte, b'{' | b'}' | b';'));
    if has_code { before.len() } else { before.len() - before.trim_ascii_start().len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexed(source: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        crate::lexer::lex(source.as_bytes(), |token| tokens.push(token));
        tokens
    }

    /// The first lines of the parts, but for the first part.
    fn parts_of(source: &str) -> Vec<&str> {
        let parts = parts(source.as_bytes(), &lexed(source));
        parts[1..].iter().map(|part| source[part.clone()].lines().next().unwrap()).collect()
    }

    #[test]
    fn a_part_begins_at_each_item_that_may_not_be_within_another() {
        let source = "fn a() {\n    fn b() {}\n}\nimpl C {\n    pub fn d() {\n        fn e() {}\n    }\n\n    fn f() {}\n}\n\
            const G: &str = r\"\nfn g() {}\";\nfn h() {}";
        assert_eq!(
            parts_of(source),
            ["fn a() {", "impl C {", "fn d() {", "fn f() {}", "const G: &str = r\"", "fn h() {}"]
        );
    }

    #[test]
    fn functions_on_one_line_may_be_in_one_another() {
        let source = "fn a() { fn b() {} } fn c() {}";
        assert_eq!(parts_of(source), [source]);
    }

    fn constant(source: &str) -> Option<&str> {
        constant_of(source.as_bytes(), source.find('"').unwrap()).map(|name| &source[name])
    }

    #[test]
    fn a_literal_belongs_to_the_constant_before_it() {
        assert_eq!(constant("const A: [u8; 2] = [1, 2]; const B: &str = \"x\";"), Some("B"));
        assert_eq!(constant("lazy_static! { static ref A: String = { f(\"x\") }; }"), Some("A"));
        assert_eq!(constant("const A: [&str; 1] = [\n\"x\"];"), Some("A"));
        assert_eq!(constant("const A: u8 = 1;\nfn f() { g(\"x\") }"), None);
        assert_eq!(constant("f(\"x\")"), None);
    }

    fn function(source: &str) -> Option<&str> {
        let at = source.find("password").unwrap();
        function_of(source.as_bytes(), &(at..at + "password".len())).map(|name| &source[name])
    }

    #[test]
    fn a_parameter_belongs_to_the_function_before_it() {
        assert_eq!(function("fn login<'a>(user: [u8; 4], password: &str) {}"), Some("login"));
        assert_eq!(function("fn f(\n    #[a(b)] mut password: &str) {}"), Some("f"));
        assert_eq!(function("fn a(b: C) {}\nfn f() { Login { password: x } }"), None);
        assert_eq!(function("fn f(a: password::B) {}"), None);
        assert_eq!(function("struct A { password: B }"), None);
    }
}
