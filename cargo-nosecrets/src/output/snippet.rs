//! Labels of a finding as snippets for the renderer.

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Origin, Snippet};
use nosecrets_engine::Label;
use nosecrets_engine::location::{Excerpt, Location};

/// Placeholder for a line between two labels that the engine did not provide.
const UNKNOWN_LINE: &str = "…";

/// A label, and whether it is the primary one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark<'a> {
    pub(super) location: &'a Location,
    pub(super) excerpt: &'a Excerpt,
    pub(super) message: &'a str,
    pub(super) is_primary: bool,
}

impl<'a> Mark<'a> {
    pub(super) fn new(label: &'a Label, is_primary: bool) -> Mark<'a> {
        let Label { location, excerpt, message } = label;
        Mark { location, excerpt, message, is_primary }
    }
}

/// Adds all labels of one file to a diagnostic.
pub(super) fn add<'a>(group: Group<'a>, path: &str, marks: &[Mark<'a>]) -> Group<'a> {
    let (cut, mut whole): (Vec<_>, Vec<_>) = marks.iter().copied().partition(|mark| mark.excerpt.cut > 0);
    whole.sort_by_key(|mark| (mark.excerpt.line, mark.excerpt.highlight.start));
    let mut elements: Vec<Element<'_>> = Vec::new();
    for mark in cut {
        elements.extend(piece(path, &mark));
    }
    if !whole.is_empty() {
        elements.push(lines(path, &whole).into());
    }
    group.elements(elements)
}

/// A fragment of a very long line; the renderer cannot know its column.
fn piece<'a>(path: &str, mark: &Mark<'a>) -> [Element<'a>; 2] {
    let at = mark.location;
    let origin = Origin::path(path.to_owned()).line(at.line).char_column(at.column);
    let snippet =
        Snippet::source(mark.excerpt.text.as_str()).line_start(mark.excerpt.line).annotation(annotation(mark, 0));
    [origin.into(), snippet.into()]
}

/// The lines from the first label to the last. The lines between them are unknown and folded.
fn lines<'a>(path: &str, marks: &[Mark<'a>]) -> Snippet<'a, Annotation<'a>> {
    let first = marks.first().map_or(1, |mark| mark.excerpt.line);
    let mut source = String::new();
    let mut last = first;
    let mut line_start = 0;
    let mut annotations = Vec::new();
    for mark in marks {
        if mark.excerpt.line > last {
            source.push_str(&gap(mark.excerpt.line - last));
            line_start = source.len();
        }
        if source.len() == line_start {
            source.push_str(&mark.excerpt.text);
        }
        last = mark.excerpt.line;
        annotations.push(annotation(mark, line_start));
    }
    Snippet::source(source).line_start(first).path(path.to_owned()).annotations(annotations)
}

/// The line ends between a label and the next one, `lines` further down. The renderer folds two or
/// more unknown lines, but shows a single one, so that one is a placeholder.
fn gap(lines: usize) -> String {
    if lines == 2 { format!("\n{UNKNOWN_LINE}\n") } else { "\n".repeat(lines) }
}

fn annotation<'a>(mark: &Mark<'a>, line_start: usize) -> Annotation<'a> {
    let kind = if mark.is_primary { AnnotationKind::Primary } else { AnnotationKind::Context };
    let at = &mark.excerpt.highlight;
    kind.span(at.start + line_start..at.end + line_start).label(mark.message)
}
