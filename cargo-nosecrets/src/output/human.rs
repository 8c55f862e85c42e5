//! Diagnostics like rustc's.

use std::io::{self, Write};
use std::path::Path;

use annotate_snippets::{Group, Level as Title, Message};
use nosecrets_engine::report::Notice;
use nosecrets_engine::{Finding, Level};

use super::advice::{self, Detail};
use super::snippet::{self, Mark};
use super::style::Styles;
use super::{View, text};

/// Writes all findings and notices that count.
pub(crate) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in view.report.active() {
        writeln!(out, "{}", finding_text(finding, view.styles, view.detail))?;
    }
    for notice in view.notices() {
        writeln!(out, "{}", notice_text(notice, view.styles))?;
    }
    Ok(())
}

/// A finding with its source excerpt.
pub(super) fn finding_text(finding: &Finding, styles: &Styles, detail: Detail) -> String {
    let secondary = finding.secondary().iter().map(|label| Mark::new(label, false));
    let marks: Vec<_> = std::iter::once(Mark::new(finding.primary(), true)).chain(secondary).collect();
    let diagnostic = Diagnostic {
        id: finding.rule().id(),
        level: finding.level(),
        title: finding.title(),
        path: finding.path(),
        marks,
        notes: advice::notes(finding, detail),
        help: advice::help(finding),
        links: advice::links(finding),
    };
    diagnostic.render(styles)
}

/// A notice with its source excerpt.
pub(super) fn notice_text(notice: &Notice, styles: &Styles) -> String {
    let mark = Mark { location: &notice.location, excerpt: &notice.excerpt, message: "", is_primary: true };
    let diagnostic = Diagnostic {
        id: notice.id,
        level: notice.level,
        title: notice.message.clone(),
        path: &notice.path,
        marks: vec![mark],
        notes: Vec::new(),
        help: notice.help.iter().cloned().collect(),
        links: Vec::new(),
    };
    diagnostic.render(styles)
}

struct Diagnostic<'a> {
    id: &'static str,
    level: Level,
    title: String,
    path: &'a Path,
    marks: Vec<Mark<'a>>,
    notes: Vec<String>,
    help: Vec<String>,
    links: Vec<&'static str>,
}

impl Diagnostic<'_> {
    fn render(&self, styles: &Styles) -> String {
        let level = match self.level {
            Level::Deny => Title::ERROR,
            Level::Warn => Title::WARNING,
            Level::Allow => Title::NOTE,
        };
        let title = level.primary_title(self.title.as_str()).id(self.id);
        let group = Group::with_title(title);
        let group = snippet::add(group, &text::path(self.path), &self.marks);
        styles.render(&[group.elements(self.messages())])
    }

    fn messages(&self) -> Vec<Message<'_>> {
        let notes = self.notes.iter().map(|note| Title::NOTE.message(note));
        let help = self.help.iter().map(|help| Title::HELP.message(help));
        let links = self.links.iter().map(|link| Title::NOTE.message(format!("see {link}")));
        notes.chain(help).chain(links).collect()
    }
}
