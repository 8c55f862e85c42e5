//! Format strings.
//!
//! Source: <https://doc.rust-lang.org/std/fmt/#syntax>

/// A piece of a format string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text that stands for itself.
    Text(Text),
    /// An argument by its position.
    Position(usize),
    /// An argument or variable by its name.
    Name(&'a str),
}

/// Text of a format string, its doubled braces undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) text: String,
}

/// The pieces of a format string; `None` if a placeholder changes how its
/// argument looks (width, precision, `{:?}`), or the string is none.
pub(super) fn pieces(format: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut next = 0;
    let mut rest = format;
    while let Some(at) = rest.find(['{', '}']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("{{") || rest.starts_with("}}") {
            text.push_str(&rest[..1]);
            rest = &rest[2..];
            continue;
        }
        let end = rest.find('}').filter(|_| rest.starts_with('{'))?;
        if !text.is_empty() {
            pieces.push(Piece::Text(Text { text: std::mem::take(&mut text) }));
        }
        pieces.push(placeholder(&rest[1..end], &mut next)?);
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    if !text.is_empty() {
        pieces.push(Piece::Text(Text { text }));
    }
    Some(pieces)
}

fn placeholder<'a>(inside: &'a str, next: &mut usize) -> Option<Piece<'a>> {
    let (argument, style) = inside.split_once(':').unwrap_or((inside, ""));
    let argument = argument.trim();
    if !style.trim().is_empty() {
        return None;
    }
    if argument.is_empty() {
        *next += 1;
        return Some(Piece::Position(*next - 1));
    }
    Some(argument.parse().map_or(Piece::Name(argument), Piece::Position))
}

/// Names of the variables that a format string shows, however they are to look.
pub(super) fn names(format: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = format;
    while let Some(at) = rest.find('{') {
        rest = &rest[at + 1..];
        if let Some(doubled) = rest.strip_prefix('{') {
            rest = doubled;
            continue;
        }
        let end = rest.find(['}', ':']).unwrap_or(rest.len());
        let name = rest[..end].trim();
        names.extend(Some(name).filter(|name| name.starts_with(|c: char| c.is_alphabetic() || c == '_')));
        rest = &rest[end..];
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Piece<'_> {
        Piece::Text(Text { text: text.into() })
    }

    #[test]
    fn placeholders_name_positions_and_names() {
        assert_eq!(
            pieces("a{}{{b}}{1}{name}{ }"),
            Some(vec![
                text("a"),
                Piece::Position(0),
                text("{b}"),
                Piece::Position(1),
                Piece::Name("name"),
                Piece::Position(1)
            ])
        );
    }

    #[test]
    fn what_is_no_plain_placeholder_gives_nothing() {
        for format in ["{:?}", "{:>8}", "{", "}", "{a"] {
            assert_eq!(pieces(format), None, "{format}");
        }
    }

    #[test]
    fn names_are_read_whatever_the_style() {
        assert_eq!(names("{a} {b:?} {{c}} {} {0} {d:>8}{"), ["a", "b", "d"]);
    }
}
