//! Contents of staged files, requested one by one from `git cat-file --batch`.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use nosecrets_engine::discover::Entry;
use nosecrets_engine::scan::{Content, Supply};

use super::git;
use crate::environment::Environment;
use crate::error::Error;

/// Longest header that git sends: an object's name, type and size.
const MAX_ANSWER: u64 = 256;

/// A running git that serves objects.
pub(super) struct Blobs<'a> {
    git: Child,
    /// Closed before waiting for the program.
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
    /// Bytes of the last response that have not been read.
    unread: u64,
    /// The object id of each file.
    ids: HashMap<PathBuf, &'a str>,
}

impl<'a> Blobs<'a> {
    /// Starts git.
    pub(super) fn start(environment: &Environment, ids: HashMap<PathBuf, &'a str>) -> Result<Blobs<'a>, Error> {
        let mut command = git::command(environment);
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut git = command.spawn().map_err(|source| git::not_started(&source))?;
        let (Some(questions), Some(answers)) = (git.stdin.take(), git.stdout.take()) else {
            return Err(Error::new("git was started without pipes"));
        };
        Ok(Blobs { git, questions, answers: BufReader::new(answers), unread: 0, ids })
    }

    /// Requests an object, and returns its size.
    fn ask(&mut self, id: &str) -> io::Result<u64> {
        let unread = self.unread;
        io::copy(&mut (&mut self.answers).take(unread), &mut io::sink())?;
        self.unread = 0;
        writeln!(self.questions, "{id}").and_then(|()| self.questions.flush())?;
        let mut line = String::new();
        (&mut self.answers).take(MAX_ANSWER).read_line(&mut line)?;
        let mut words = line.split_ascii_whitespace().skip(1);
        match (words.next(), words.next().map(str::parse)) {
            (Some("blob"), Some(Ok(size))) => Ok(size),
            (Some("missing"), _) => Err(io::Error::new(ErrorKind::NotFound, "git has no such object")),
            _ => Err(io::Error::new(ErrorKind::InvalidData, "git does not return the staged content")),
        }
    }
}

impl Supply for Blobs<'_> {
    fn open(&mut self, entry: &Entry) -> io::Result<Content<'_>> {
        let id = *self.ids.get(&entry.path).ok_or(ErrorKind::NotFound)?;
        let size = self.ask(id)?;
        // A newline follows each object.
        self.unread = size + 1;
        Ok(Content { size, bytes: Box::new(Blob { left: size, blobs: self }) })
    }
}

impl Drop for Blobs<'_> {
    fn drop(&mut self) {
        // It may have exited already, and has nothing left to do.
        let _ = self.git.kill();
        let _ = self.git.wait();
    }
}

/// One object.
struct Blob<'b, 'a> {
    blobs: &'b mut Blobs<'a>,
    left: u64,
}

impl Read for Blob<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = (&mut self.blobs.answers).take(self.left).read(buffer)?;
        if read == 0 && self.left > 0 && !buffer.is_empty() {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        self.left -= read as u64;
        self.blobs.unread -= read as u64;
        Ok(read)
    }
}
