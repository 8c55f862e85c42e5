//! Comments and white space.

use memchr::memchr;

use super::{Kind, Step, Token};

/// Reads the comment at `at`, which holds a slash; another slash is code.
#[inline]
pub(super) fn read(source: &[u8], at: usize) -> Step {
    match source.get(at + 1) {
        Some(b'/') => line(source, at),
        Some(b'*') => block(source, at),
        _ => Step::Code(at + 1),
    }
}

/// A comment up to the end of its line, which is not part of it.
#[inline]
fn line(source: &[u8], start: usize) -> Step {
    let text = start + 2;
    let newline = memchr(b'\n', &source[text..]).map(|found| text + found);
    let end = match newline {
        Some(newline) if newline > text && source[newline - 1] == b'\r' => newline - 1,
        Some(newline) => newline,
        None => source.len(),
    };
    let (kind, text) = match &source[text..end] {
        [b'/', b'/', ..] => (Kind::LineComment, text),
        [b'/' | b'!', ..] => (Kind::DocLine, text + 1),
        _ => (Kind::LineComment, text),
    };
    Step::Token(Token { kind, start, end, inner: text..end, escaped: false }, end)
}

/// A comment up to the `*/` that matches its `/*`: they nest.
fn block(source: &[u8], start: usize) -> Step {
    let Some(end) = block_end(source, start + 2) else {
        return Step::Open { start, next: source.len() };
    };
    let text = start + 2;
    let (kind, text) = match &source[text..end] {
        [b'*', b'*' | b'/', ..] => (Kind::BlockComment, text),
        [b'*' | b'!', ..] => (Kind::DocBlock, text + 1),
        _ => (Kind::BlockComment, text),
    };
    let inner = text..end - 2;
    let escaped = memchr(b'\r', &source[inner.clone()]).is_some();
    Step::Token(Token { kind, start, end, inner, escaped }, end)
}

/// The end of a block comment whose text starts at `text`. Both delimiters have
/// a slash, so slashes are all there is to look for; `text` moves up so that no
/// star serves two of them, as in `/*/`.
fn block_end(source: &[u8], mut text: usize) -> Option<usize> {
    let mut depth = 1_usize;
    let mut from = text;
    loop {
        let slash = from + memchr(b'/', &source[from..])?;
        from = slash + 1;
        if slash > text && source[slash - 1] == b'*' {
            depth -= 1;
        } else if source.get(from) == Some(&b'*') {
            depth += 1;
            from += 1;
        } else {
            continue;
        }
        if depth == 0 {
            return Some(from);
        }
        text = from;
    }
}

/// Skips white space and those comments that `skip` says yes to.
///
/// `None` if a comment does not end.
pub(crate) fn skip_blank(source: &[u8], mut at: usize, skip: impl Fn(&Token) -> bool) -> Option<usize> {
    loop {
        at = skip_space(source, at);
        if source.get(at) != Some(&b'/') {
            return Some(at);
        }
        match read(source, at) {
            Step::Token(token, next) if skip(&token) => at = next,
            Step::Token(..) | Step::Code(_) => return Some(at),
            Step::Open { .. } => return None,
        }
    }
}

/// Skips white space.
#[inline]
pub(super) fn skip_space(source: &[u8], mut at: usize) -> usize {
    loop {
        match space_len(&source[at..]) {
            0 => return at,
            len => at += len,
        }
    }
}

/// The length of the white space character at the start of `text`, or 0.
/// <https://doc.rust-lang.org/reference/whitespace.html>
#[inline]
pub(super) fn space_len(text: &[u8]) -> usize {
    match text {
        [b'\t'..=b'\r' | b' ', ..] => 1,
        [0xC2, 0x85, ..] => 2,
        [0xE2, 0x80, 0x8E | 0x8F | 0xA8 | 0xA9, ..] => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_and_text(source: &str) -> (Kind, &str) {
        match read(source.as_bytes(), 0) {
            Step::Token(token, _) => (token.kind, &source[token.inner]),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn two_or_four_slashes_are_a_comment_and_three_are_documentation() {
        assert_eq!(kind_and_text("// a\nb"), (Kind::LineComment, " a"));
        assert_eq!(kind_and_text("/// a\nb"), (Kind::DocLine, " a"));
        assert_eq!(kind_and_text("//! a"), (Kind::DocLine, " a"));
        assert_eq!(kind_and_text("//// a"), (Kind::LineComment, "// a"));
        assert_eq!(kind_and_text("//"), (Kind::LineComment, ""));
        assert_eq!(kind_and_text("///"), (Kind::DocLine, ""));
    }

    #[test]
    fn a_line_comment_ends_before_its_line_end() {
        assert_eq!(kind_and_text("// a\r\nb"), (Kind::LineComment, " a"));
        assert_eq!(kind_and_text("//\r\n"), (Kind::LineComment, ""));
        assert_eq!(kind_and_text("// a\rb\n"), (Kind::LineComment, " a\rb"));
    }

    #[test]
    fn stars_tell_a_block_of_documentation() {
        assert_eq!(kind_and_text("/* a */"), (Kind::BlockComment, " a "));
        assert_eq!(kind_and_text("/** a */"), (Kind::DocBlock, " a "));
        assert_eq!(kind_and_text("/*! a */"), (Kind::DocBlock, " a "));
        assert_eq!(kind_and_text("/*** a */"), (Kind::BlockComment, "** a "));
        assert_eq!(kind_and_text("/**/"), (Kind::BlockComment, ""));
        assert_eq!(kind_and_text("/***/"), (Kind::BlockComment, "*"));
        assert_eq!(kind_and_text("/*!*/"), (Kind::DocBlock, ""));
    }

    #[test]
    fn block_comments_nest() {
        assert_eq!(kind_and_text("/*/* a */ b */ c */"), (Kind::BlockComment, "/* a */ b "));
        assert_eq!(kind_and_text("/* /*/ a */ b */"), (Kind::BlockComment, " /*/ a */ b "));
        assert_eq!(kind_and_text("/* a **/*"), (Kind::BlockComment, " a *"));
        assert!(matches!(read(b"/* /* */", 0), Step::Open { start: 0, next: 8 }));
        assert!(matches!(read(b"/*/", 0), Step::Open { .. }));
    }

    #[test]
    fn white_space_is_more_than_ascii() {
        let source = " \t\n\u{2028}\u{85}/* a */// b\nx".as_bytes();
        assert_eq!(skip_blank(source, 0, |_| true), Some(source.len() - 1));
        assert_eq!(skip_blank(b"/// a", 0, |token| !token.kind.is_doc()), Some(0));
        assert_eq!(skip_blank(b"/* a", 0, |_| true), None);
    }
}
