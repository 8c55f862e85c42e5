//! Colours and the renderer of diagnostics.

use annotate_snippets::{Group, Level, Message, Renderer};
use anstyle::{AnsiColor, Style};

use crate::args::Color;
use crate::environment::Environment;

/// The styles of the output.
#[derive(Debug, Clone)]
pub(crate) struct Styles {
    /// Whether colours are used.
    pub(crate) ansi: bool,
    renderer: Renderer,
    /// For headings and names.
    pub(crate) bold: Style,
    /// For the word that says what was done, as in cargo's status lines.
    pub(crate) status: Style,
    /// For what matters less.
    pub(crate) dim: Style,
}

impl Styles {
    /// Without any colour.
    pub(crate) fn plain() -> Styles {
        let none = Style::new();
        Styles { ansi: false, renderer: Renderer::plain(), bold: none, status: none, dim: none }
    }

    /// With colours.
    pub(crate) fn ansi() -> Styles {
        Styles {
            ansi: true,
            renderer: Renderer::styled(),
            bold: Style::new().bold(),
            status: AnsiColor::BrightGreen.on_default().bold(),
            dim: Style::new().dimmed(),
        }
    }

    /// For standard output.
    pub(crate) fn for_out(asked: Option<Color>, environment: &Environment) -> Styles {
        Styles::chosen(asked, environment, environment.out_is_terminal)
    }

    /// For standard error.
    pub(crate) fn for_err(asked: Option<Color>, environment: &Environment) -> Styles {
        Styles::chosen(asked, environment, environment.err_is_terminal)
    }

    /// For a file.
    pub(crate) fn for_file(asked: Option<Color>) -> Styles {
        if asked == Some(Color::Always) { Styles::ansi() } else { Styles::plain() }
    }

    fn chosen(asked: Option<Color>, environment: &Environment, is_terminal: bool) -> Styles {
        let automatic = is_terminal && !environment.no_color;
        let wanted = match asked.or_else(|| cargo_color(environment)) {
            Some(Color::Always) => true,
            Some(Color::Never) => false,
            Some(Color::Auto) | None => automatic,
        };
        if wanted { Styles::ansi() } else { Styles::plain() }
    }

    /// A diagnostic, with a final newline.
    pub(crate) fn render(&self, groups: &[Group<'_>]) -> String {
        format!("{}\n", self.renderer.render(groups))
    }

    /// A diagnostic without a location.
    pub(crate) fn message(&self, level: Level<'_>, title: &str, parts: &[Message<'_>]) -> String {
        self.render(&[level.primary_title(title).elements(parts.iter().cloned())])
    }
}

fn cargo_color(environment: &Environment) -> Option<Color> {
    match environment.cargo_term_color.as_deref()? {
        "always" => Some(Color::Always),
        "never" => Some(Color::Never),
        _ => None,
    }
}
