//! Errors that end a run with exit code 2.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use annotate_snippets::Level;
use nosecrets_engine::{Detectors, masks, settings, visible};

use crate::config::{self, Problem};
use crate::exit::Exit;
use crate::output::style::Styles;

/// Why the command failed.
#[derive(Debug)]
pub(crate) enum Error {
    /// A sentence, with optional explanation and help.
    Message(Message),
    /// Errors in a configuration file, all of them.
    Config(Vec<Problem>),
    /// Output could not be written.
    Write(io::Error),
}

/// A sentence, with its explanation and what to do about it.
#[derive(Debug)]
pub(crate) struct Message {
    title: String,
    note: Option<String>,
    help: Option<String>,
}

impl Error {
    pub(crate) fn new(title: impl Display) -> Error {
        // The title may contain file names, and output of other programs.
        Error::Message(Message { title: visible::lines(&title.to_string()), note: None, help: None })
    }

    /// Adds an explanation.
    pub(crate) fn note(mut self, note: impl Into<String>) -> Error {
        if let Error::Message(message) = &mut self {
            message.note = Some(visible::lines(&note.into()));
        }
        self
    }

    /// Adds what to do about it, if known.
    pub(crate) fn help(mut self, help: Option<impl Into<String>>) -> Error {
        if let Error::Message(message) = &mut self {
            message.help = help.map(|help| visible::lines(&help.into()));
        }
        self
    }

    /// Masks what `detectors` find. What built-in detectors find is masked when the error is shown.
    pub(crate) fn hiding(self, detectors: Detectors) -> Error {
        if detectors.own().is_none() {
            return self;
        }
        let mask = |text: &str| masks::mask_among(detectors, text);
        match self {
            Error::Message(Message { title, note, help }) => Error::Message(Message {
                title: mask(&title),
                note: note.as_deref().map(mask),
                help: help.as_deref().map(mask),
            }),
            Error::Config(problems) => {
                Error::Config(problems.into_iter().map(|problem| problem.hiding(detectors)).collect())
            }
            Error::Write(source) => Error::Write(source),
        }
    }

    /// `Ok` if the reader has closed the pipe, as `head` does: it wants neither output nor an
    /// error.
    pub(crate) fn unless_gone(self) -> Result<(), Error> {
        match self {
            Error::Write(source) if source.kind() == ErrorKind::BrokenPipe => Ok(()),
            other => Err(other),
        }
    }

    /// Writes the error to `err`, with paths relative to `cwd`, and returns the exit code.
    pub(crate) fn write(&self, styles: &Styles, cwd: &Path, err: &mut dyn Write) -> Exit {
        let text = match self {
            Error::Write(source) if source.kind() == ErrorKind::BrokenPipe => return Exit::Clean,
            Error::Write(source) => styles.message(Level::ERROR, &format!("cannot write the report: {source}"), &[]),
            Error::Message(message) => message.render(styles),
            Error::Config(problems) => render_problems(problems, styles, cwd),
        };
        // If standard error is gone too, only the exit code is left.
        let _ = err.write_all(text.as_bytes());
        Exit::Error
    }
}

/// How many errors of a file are shown: each one renders, and masks, the text again.
const MOST_PROBLEMS: usize = 50;

fn render_problems(problems: &[Problem], styles: &Styles, cwd: &Path) -> String {
    let mut told: Vec<_> =
        problems.iter().take(MOST_PROBLEMS).map(|problem| config::render(problem, styles, cwd)).collect();
    if let Some(more @ 1..) = problems.len().checked_sub(MOST_PROBLEMS) {
        told.push(styles.message(Level::ERROR, &format!("{more} more errors in this file"), &[]));
    }
    told.join("\n")
}

impl Message {
    fn render(&self, styles: &Styles) -> String {
        // Quotes of arguments, paths and files may contain a credential.
        let note = self.note.as_deref().map(|note| Level::NOTE.message(masks::mask(note)));
        let help = self.help.as_deref().map(|help| Level::HELP.message(masks::mask(help)));
        let parts: Vec<_> = note.into_iter().chain(help).collect();
        styles.message(Level::ERROR, &masks::mask(&self.title), &parts)
    }
}

impl From<io::Error> for Error {
    fn from(source: io::Error) -> Error {
        Error::Write(source)
    }
}

impl From<nosecrets_engine::error::Error> for Error {
    fn from(source: nosecrets_engine::error::Error) -> Error {
        Error::new(source)
    }
}

impl From<settings::Error> for Error {
    fn from(source: settings::Error) -> Error {
        match source {
            settings::Error::Problems(problems) => Error::Config(problems),
            other => Error::new(other),
        }
    }
}
