//! What may stand before the code: a byte order mark, a shebang line, a cargo
//! script's frontmatter.

use std::ops::Range;

use memchr::{memchr, memchr_iter};

use super::{Lexed, comment, skip_blank};

/// Reads what stands before the code.
pub(super) fn read(source: &[u8]) -> Lexed {
    let start = skip_shebang(source, if source.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 });
    let fence = comment::skip_space(source, start);
    if !source[fence..].starts_with(b"---") {
        return Lexed { code: start, ..Lexed::default() };
    }
    match frontmatter(source, fence) {
        Some(range) => Lexed { code: range.end, frontmatter: Some(range), unterminated: None },
        None => Lexed { code: start, frontmatter: None, unterminated: Some(fence) },
    }
}

/// Where the code starts.
pub(crate) fn code_start(source: &[u8]) -> usize {
    read(source).code
}

/// Skips a first line that starts with `#!`, unless this is the start of an
/// inner attribute.
fn skip_shebang(source: &[u8], at: usize) -> usize {
    if !source[at..].starts_with(b"#!") {
        return at;
    }
    let next = skip_blank(source, at + 2, |token| !token.kind.is_doc());
    match next.and_then(|next| source.get(next)) {
        Some(b'[') => at,
        _ => line_end(source, at),
    }
}

/// The frontmatter whose opening fence is at `fence`: up to the end of the
/// first line that starts with as many dashes.
/// <https://rust-lang.github.io/rfcs/3503-frontmatter.html>
fn frontmatter(source: &[u8], fence: usize) -> Option<Range<usize>> {
    let dashes = source[fence..].iter().take_while(|&&byte| byte == b'-').count();
    let (opening, body) = source[fence..].split_at(dashes);
    let closing = memchr_iter(b'\n', body).find(|&newline| body[newline + 1..].starts_with(opening))?;
    Some(fence..line_end(source, fence + dashes + closing + 1))
}

/// The end of the line, before its line feed.
fn line_end(source: &[u8], at: usize) -> usize {
    memchr(b'\n', &source[at..]).map_or(source.len(), |found| at + found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexer::lex;

    #[test]
    fn a_byte_order_mark_and_a_shebang_line_are_skipped() {
        assert_eq!(code_start(b"x"), 0);
        assert_eq!(code_start(b"\xEF\xBB\xBFx"), 3);
        assert_eq!(code_start(b"#!/bin/x \"\nx"), 10);
        assert_eq!(code_start(b"\xEF\xBB\xBF#!/bin/x\nx"), 11);
        assert_eq!(code_start(b"#![x]"), 0);
        assert_eq!(code_start(b"#! // a\n /* b */ [x]"), 0);
    }

    #[test]
    fn frontmatter_is_not_code() {
        let source = b"#!/bin/x\n\n---cargo\na = \"it's\"\n---\nfn main() { \"a\" }";
        let mut tokens = 0;
        let lexed = lex(source, |_| tokens += 1);
        assert_eq!(tokens, 1);
        assert_eq!(lexed.frontmatter, Some(10..33));
    }

    #[test]
    fn frontmatter_without_an_end_is_read_as_code() {
        let mut tokens = 0;
        let lexed = lex(b"--- \"a\" x", |_| tokens += 1);
        assert_eq!((tokens, lexed.unterminated, lexed.code), (1, Some(0), 0));
    }
}
