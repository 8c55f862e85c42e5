//! Expressions so long that their tree is too deep.
//!
//! `a + b + c …` and `!!!!x` have no delimiters to count, but their trees are as
//! deep as they are long, and walking or dropping one recurses.

use crate::lexer;

/// The most operators between two separators.
const MAX_OPERATORS: usize = 2000;

/// Whether an expression of `source` may have more operators than can be
/// walked. Errs on the side of not parsing.
pub(super) fn is_long(source: &[u8]) -> bool {
    if source.len() <= MAX_OPERATORS {
        return false;
    }
    let mut count = Count::default();
    let mut at = 0;
    lexer::lex(source, |token| {
        count.code(&source[at.min(token.start)..token.start]);
        at = token.end;
    });
    count.code(&source[at..]);
    count.most > MAX_OPERATORS
}

#[derive(Default)]
struct Count {
    now: usize,
    most: usize,
}

impl Count {
    /// Takes in a piece of code without literals and comments.
    fn code(&mut self, code: &[u8]) {
        for byte in code {
            match byte {
                b';' | b',' | b'{' | b'}' => self.now = 0,
                b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'^' | b'!' | b'<' | b'>' | b'=' | b'.' | b'?' => {
                    self.now += 1;
                    self.most = self.most.max(self.now);
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_operators_of_one_expression_count() {
        let sum = format!("const A: u64 = 0{};", " + 1".repeat(3000));
        assert!(is_long(sum.as_bytes()));
        assert!(is_long(format!("const A: bool = {}true;", "!".repeat(3000)).as_bytes()));
        let list = format!("const A: [u64; 3000] = [{}];", "1 + 1,".repeat(3000));
        assert!(!is_long(list.as_bytes()));
        let text = format!("const A: &str = \"{}\";", "+".repeat(3000));
        assert!(!is_long(text.as_bytes()));
    }
}
