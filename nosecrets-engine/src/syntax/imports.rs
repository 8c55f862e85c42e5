//! `use` items and type aliases, read without a tree.
//!
//! A file that is read for a rule has dozens of them, bindings have thousands, and
//! parsing them takes longer than the rest.

use crate::lexer;

/// Calls `visit` with each name that a `use` item brings in, and the path that it
/// stands for.
///
/// `None` if there is more in the item than names, braces and comments; then only
/// a parser knows what is meant.
pub(super) fn read(item: &str, visit: &mut dyn FnMut(&str, &str)) -> Option<()> {
    let mut reader = Reader { rest: item };
    reader.head("use")?;
    reader.eats("::");
    reader.tree(&mut String::new(), visit)?;
    (reader.rest == ";").then_some(())
}

/// Calls `visit` with the name of a type alias and the path that it stands for, if
/// that is a type with a name.
///
/// `None` if there are generics or lifetimes; then only a parser knows what is meant.
pub(super) fn read_alias(item: &str, visit: &mut dyn FnMut(&str, &str)) -> Option<()> {
    let mut reader = Reader { rest: item };
    reader.head("type")?;
    let name = reader.name()?;
    reader.eats("=").then_some(())?;
    let is_nameless = reader.rest.starts_with(['*', '(', '['])
        || reader.word().is_some_and(|word| matches!(word, "unsafe" | "extern" | "fn" | "dyn" | "impl"));
    if is_nameless {
        return Some(());
    }
    reader.eats("::");
    let mut path = reader.name()?.to_owned();
    while reader.eats("::") {
        path.push_str("::");
        path.push_str(reader.name()?);
    }
    let is_whole = reader.rest == ";" || (reader.eats("<") && !reader.rest.contains(">::"));
    is_whole.then(|| visit(name, &path))
}

struct Reader<'i> {
    rest: &'i str,
}

impl<'i> Reader<'i> {
    /// Passes over what stands before the name or tree of an item.
    fn head(&mut self, keyword: &str) -> Option<()> {
        self.attributes()?;
        if self.word() == Some("pub") {
            self.name()?;
            if self.eats("(") {
                self.rest = self.rest.split_once(')')?.1;
                self.skip_blank();
            }
        }
        (self.name()? == keyword).then_some(())
    }

    /// Passes over attributes without texts: `#[cfg(unix)]`.
    fn attributes(&mut self) -> Option<()> {
        self.skip_blank();
        while self.eats("#") {
            let (attribute, rest) = self.rest.split_once(']')?;
            let is_plain = !attribute.contains(['"', '\'', '/']) && attribute.matches('[').count() == 1;
            is_plain.then_some(())?;
            self.rest = rest;
            self.skip_blank();
        }
        Some(())
    }

    /// Reads a tree; `path` is what stands before it, with `::` at the end.
    fn tree(&mut self, path: &mut String, visit: &mut dyn FnMut(&str, &str)) -> Option<()> {
        if self.eats("*") {
            return Some(());
        }
        if self.eats("{") {
            while !self.eats("}") {
                self.tree(path, visit)?;
                if !self.eats(",") {
                    return self.eats("}").then_some(());
                }
            }
            return Some(());
        }
        let (name, before) = (self.name()?, path.len());
        path.push_str(name);
        if self.eats("::") {
            path.push_str("::");
            self.tree(path, visit)?;
        } else {
            // `a::{self}` brings in `a`.
            let whole = if name == "self" { path[..before].strip_suffix("::")? } else { &path[..] };
            let mut known_as = whole.rsplit("::").next()?;
            if self.word() == Some("as") {
                self.name()?;
                known_as = self.name()?;
            }
            visit(known_as, whole);
        }
        path.truncate(before);
        Some(())
    }

    /// The name that comes next, taken.
    fn name(&mut self) -> Option<&'i str> {
        let word = self.word()?;
        self.rest = &self.rest[word.len()..];
        self.skip_blank();
        Some(word)
    }

    /// The name that comes next.
    fn word(&self) -> Option<&'i str> {
        let raw = if self.rest.starts_with("r#") { 2 } else { 0 };
        let is_part = |c: char| c == '_' || c.is_alphanumeric();
        let len = self.rest[raw..].find(|c| !is_part(c)).unwrap_or(self.rest.len() - raw);
        (len > 0).then(|| &self.rest[..raw + len])
    }

    fn eats(&mut self, sign: &str) -> bool {
        let Some(rest) = self.rest.strip_prefix(sign) else { return false };
        self.rest = rest;
        self.skip_blank();
        true
    }

    /// Passes over blanks and comments.
    fn skip_blank(&mut self) {
        let at = lexer::skip_blank(self.rest.as_bytes(), 0, |_| true);
        self.rest = at.and_then(|at| self.rest.get(at..)).unwrap_or_default();
    }
}
