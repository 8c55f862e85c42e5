//! Errors in a configuration file, shown at their position.

use std::path::Path;

use annotate_snippets::{AnnotationKind, Level, Snippet};
use nosecrets_engine::settings::Problem;
use nosecrets_engine::{masks, visible};

use crate::output::style::Styles;
use crate::output::text;

/// The error as rustc would show it; credentials in the file are masked.
pub(crate) fn render(problem: &Problem, styles: &Styles, cwd: &Path) -> String {
    render_as(problem, Level::ERROR, styles, cwd)
}

/// The warning as rustc would show it; credentials in the file are masked.
pub(crate) fn render_warning(problem: &Problem, styles: &Styles, cwd: &Path) -> String {
    render_as(problem, Level::WARNING, styles, cwd)
}

fn render_as(problem: &Problem, level: Level<'_>, styles: &Styles, cwd: &Path) -> String {
    let source = visible::without_orders(&masks::mask(&problem.text));
    // A quoted key or value may be a credential too.
    let said = |text: &str| visible::line(&masks::mask(text));
    let (title, label) = (said(&problem.title), said(&problem.label));
    let mark = AnnotationKind::Primary.span(problem.at.clone()).label(label);
    let path = problem.path.strip_prefix(cwd).unwrap_or(&problem.path);
    let snippet = Snippet::source(source).path(text::path(path)).annotation(mark);
    let group = level.primary_title(title).element(snippet);
    let help = problem.help.as_deref().map(|help| Level::HELP.message(visible::lines(&masks::mask(help))));
    styles.render(&[group.elements(help)])
}
