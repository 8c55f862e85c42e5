//! Reads one item: the words that tell what it is, then on to its end.

use std::ops::Range;

use super::{Item, ItemKind, group_end, nest};
use crate::lexer::{Marks, is_word_byte, skip_blank, string_from};

/// Where an item ends, and what is between its braces.
type Tail = (usize, Option<Range<usize>>);

/// What an item is, and its name.
type Head = (ItemKind, Option<Range<usize>>);

/// The kind of item that a keyword starts and a name follows.
const fn keyword(word: &[u8], next: &[u8]) -> Option<ItemKind> {
    Some(match word {
        b"fn" => ItemKind::Fn,
        b"const" => ItemKind::Const,
        b"static" => ItemKind::Static,
        b"mod" => ItemKind::Mod,
        b"struct" => ItemKind::Struct,
        b"enum" => ItemKind::Enum,
        b"trait" => ItemKind::Trait,
        b"type" => ItemKind::Type,
        b"extern" if matches!(next, b"crate") => ItemKind::Use,
        // These are keywords only before another word.
        b"union" if !next.is_empty() => ItemKind::Struct,
        b"macro" if !next.is_empty() => ItemKind::Other,
        _ => return None,
    })
}

/// Reads one item.
pub(super) struct Reader<'a> {
    source: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Starts at the item's first attribute, doc comment or word.
    pub(super) const fn new(source: &'a [u8], at: usize) -> Self {
        Self { source, at }
    }

    /// The item.
    ///
    /// `None` if delimiters do not balance, or a literal or comment does not end.
    pub(super) fn item(mut self) -> Option<Item> {
        let start = self.at;
        self.skip_attributes()?;
        let (kind, name) = self.head()?;
        let (end, body) = if kind.is_macro() { self.macro_tail() } else { self.tail(kind) }?;
        Some(Item { range: start..end, kind, name, body })
    }

    fn skip_attributes(&mut self) -> Option<()> {
        self.skip_blank()?;
        while self.starts_with(b"#") {
            self.at = group_end(self.source, self.at)?;
            self.skip_blank()?;
        }
        Some(())
    }

    /// Reads the words that tell what the item is, and its name.
    fn head(&mut self) -> Option<Head> {
        loop {
            let start = self.at;
            let word = self.word()?;
            let next = self.peek()?;
            match word {
                b"pub" => self.skip_visibility()?,
                b"extern" if self.skip_abi()? => {}
                b"const" if self.is_const_fn(next)? => {}
                b"macro_rules" if next.is_empty() => return self.declared_macro(),
                b"impl" => return Some((ItemKind::Impl, None)),
                b"use" => return Some((ItemKind::Use, None)),
                _ => match keyword(word, next) {
                    Some(kind) => {
                        if matches!(next, b"mut" | b"crate") {
                            self.word()?;
                        }
                        return Some((kind, self.name()?));
                    }
                    // A word before another word is a qualifier.
                    None if !word.is_empty() && !next.is_empty() => {}
                    None => return self.called_macro(start),
                },
            }
        }
    }

    /// After `const`, whether this is a function or another item that `const`
    /// only qualifies.
    fn is_const_fn(&self, next: &[u8]) -> Option<bool> {
        let after_next = || {
            let mut reader = Reader::new(self.source, self.at);
            reader.word()?;
            reader.peek()
        };
        Some(match next {
            b"fn" | b"unsafe" | b"async" | b"extern" | b"trait" | b"impl" => true,
            b"safe" | b"gen" | b"auto" => !after_next()?.is_empty(),
            _ => false,
        })
    }

    /// Skips the parentheses of `pub(…)`.
    fn skip_visibility(&mut self) -> Option<()> {
        self.skip_blank()?;
        if self.starts_with(b"(") {
            self.at = group_end(self.source, self.at)?;
        }
        Some(())
    }

    /// Skips the string of `extern "C"`. Whether a word follows, other than
    /// `crate`: if so, `extern` qualifies it.
    fn skip_abi(&mut self) -> Option<bool> {
        self.skip_blank()?;
        if let Some(end) = string_from(self.source, self.at) {
            self.at = end;
        }
        let next = self.peek()?;
        Some(!next.is_empty() && next != b"crate")
    }

    /// Reads the `!` after `macro_rules` and the name after that.
    fn declared_macro(&mut self) -> Option<Head> {
        self.skip_blank()?;
        self.at += usize::from(self.starts_with(b"!"));
        Some((ItemKind::MacroRules, self.name()?))
    }

    /// Reads the path of a macro call up to its `!`. Something else is of no
    /// known kind.
    fn called_macro(&mut self, path: usize) -> Option<Head> {
        self.at = path;
        let mut name = None;
        loop {
            name = self.name()?.or(name);
            match &self.source[self.at..] {
                [b':' | b'$', ..] => self.at += 1,
                [b'!', ..] => break,
                _ => return Some((ItemKind::Other, None)),
            }
        }
        self.at += 1;
        // A macro may be called with a name before its delimiters.
        self.name()?;
        Some((ItemKind::MacroCall, name))
    }

    /// Reads a name; leaves `at` on what follows it.
    fn name(&mut self) -> Option<Option<Range<usize>>> {
        self.skip_blank()?;
        let start = self.at;
        let len = self.word()?.len();
        let end = self.at;
        self.skip_blank()?;
        Some((len > 0).then_some(start..end))
    }

    /// Finds the end of a macro call: its brace, or a semicolon after its
    /// bracket or parenthesis.
    fn macro_tail(&self) -> Option<Tail> {
        let end = group_end(self.source, self.at)?;
        if self.starts_with(b"{") {
            return Some((end, Some(self.at + 1..end - 1)));
        }
        let after = skip_blank(self.source, end, |token| !token.kind.is_doc())?;
        let semicolon = self.source.get(after) == Some(&b';');
        Some((if semicolon { after + 1 } else { end }, None))
    }

    /// Finds the end of an item: a semicolon at depth zero, or the end of the
    /// block that is no generic argument and no part of a value.
    fn tail(&self, kind: ItemKind) -> Option<Tail> {
        let mut closers = Vec::new();
        let (mut angles, mut body) = (0_usize, None);
        let mut marks = Marks::new(self.source, self.at);
        for (at, mark) in marks.by_ref() {
            let top = closers.is_empty();
            match mark {
                b';' if top => return Some((at + 1, None)),
                b'<' if top => angles += 1,
                b'>' if top && !self.source[..at].ends_with(b"-") => {
                    angles = angles.saturating_sub(1);
                }
                b'{' if top && angles == 0 && !kind.has_value() => body = Some(at + 1),
                _ => {}
            }
            if nest(&mut closers, mark)?
                && closers.is_empty()
                && let Some(body) = body
            {
                return Some((at + 1, Some(body..at)));
            }
        }
        // Words that belong to no item, as in a fragment that another file includes.
        (closers.is_empty() && !marks.open).then_some((self.source.len(), None))
    }

    /// Reads a word, if one is here: an identifier, raw or not, or a keyword.
    fn word(&mut self) -> Option<&'a [u8]> {
        self.skip_blank()?;
        let rest = &self.source[self.at..];
        let raw = if rest.starts_with(b"r#") { 2 } else { 0 };
        let is_end = |byte: &u8| !is_word_byte(*byte);
        let len = rest[raw..].iter().position(is_end).map_or(rest.len(), |len| raw + len);
        let len = if len == raw { 0 } else { len };
        self.at += len;
        Some(&rest[..len])
    }

    /// The word that comes next; empty if something else does.
    fn peek(&self) -> Option<&'a [u8]> {
        Reader::new(self.source, self.at).word()
    }

    fn starts_with(&self, text: &[u8]) -> bool {
        self.source[self.at..].starts_with(text)
    }

    /// Skips white space and all comments.
    fn skip_blank(&mut self) -> Option<()> {
        self.at = skip_blank(self.source, self.at, |_| true)?;
        Some(())
    }
}
