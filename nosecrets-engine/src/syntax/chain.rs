//! Expressions so long that their tree is too deep.
//!
//! `a + b + c …`, `!!!!x`, `return return …` and `f()()()` have no delimiters to
//! count, but their trees are as deep as they are long, and walking or dropping
//! one recurses.

use crate::lexer;

/// The most words, operators and opening parentheses between two separators,
/// and the most `else` of an item.
const MAX_LINKS: usize = 2000;

/// What the parser of types needs more stack for than that of expressions
/// does, as `Box<Box<…`.
const LINKS_OF_A_TYPE: usize = 8;

/// Whether an expression of `source` may have more links than can be walked.
/// Errs on the side of not parsing.
pub(super) fn is_long(source: &[u8]) -> bool {
    if source.len() <= MAX_LINKS {
        return false;
    }
    let mut count = Count::default();
    let mut at = 0;
    lexer::lex(source, |token| {
        count.code(&source[at.min(token.start)..token.start]);
        at = token.end;
    });
    count.code(&source[at..]);
    count.most.max(count.branches) > MAX_LINKS
}

#[derive(Default)]
struct Count {
    now: usize,
    most: usize,
    /// Number of `else`: each branch lies in the one before, although braces
    /// stand between.
    branches: usize,
}

impl Count {
    /// Takes in a piece of code without literals and comments.
    fn code(&mut self, code: &[u8]) {
        let mut rest = code;
        while let Some((&first, after)) = rest.split_first() {
            rest = after;
            match first {
                b';' | b',' | b'{' | b'}' => self.now = 0,
                b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'^' | b'!' | b'>' | b'=' | b'.' | b'?' | b'@'
                | b'(' | b'[' => self.link(1),
                b'<' => self.link(LINKS_OF_A_TYPE),
                _ if is_word(first) => {
                    let len = rest.iter().take_while(|&&byte| is_word(byte)).count();
                    self.branches += usize::from(first == b'e' && &rest[..len] == b"lse");
                    self.link(1);
                    rest = &rest[len..];
                }
                _ => {}
            }
        }
    }

    fn link(&mut self, links: usize) {
        self.now += links;
        self.most = self.most.max(self.now);
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(head: &str, link: &str, tail: &str) -> bool {
        is_long(format!("const A: u64 = {head}{}{tail};", link.repeat(3000)).as_bytes())
    }

    #[test]
    fn whatever_makes_a_tree_deep_counts() {
        for (head, link, tail) in [
            ("0", " + 1", ""),
            ("", "!", "true"),
            ("", "return ", "1"),
            ("", "a @ ", "a"),
            ("f", "()", ""),
            ("a", "[0]", ""),
            ("1", " as u8", ""),
            ("Vec::<", "Vec<", "u8"),
            ("if a {} ", "else if a { b; } ", "else {}"),
        ] {
            assert!(value(head, link, tail), "{link}");
        }
    }

    #[test]
    fn only_what_stands_between_two_separators_counts() {
        assert!(!value("[", "1 + 1,", "]"));
        assert!(!value("{ ", "a(); ", "}"));
        assert!(!value("\"", "+", "\""));
    }
}
