//! A folder of generated pages: written, or held to what it should be.

use std::fs;
use std::path::{Path, PathBuf};

/// All files of a folder, and the task that makes them.
pub(crate) struct Pages {
    /// The folder; nothing else is in it.
    pub(crate) folder: PathBuf,
    /// Each file's name and text.
    pub(crate) files: Vec<(String, String)>,
    /// The task, for messages.
    pub(crate) task: &'static str,
}

impl Pages {
    /// Writes the files that differ and removes those that are no more.
    pub(crate) fn write(&self) -> Result<(), String> {
        fs::create_dir_all(&self.folder).map_err(|error| failed(&self.folder, &error))?;
        for stray in self.strays() {
            fs::remove_file(&stray).map_err(|error| failed(&stray, &error))?;
        }
        for (path, text) in self.stale() {
            fs::write(&path, text).map_err(|error| failed(&path, &error))?;
        }
        Ok(())
    }

    /// Fails if the folder is not what it should be.
    pub(crate) fn check(&self) -> Result<(), String> {
        match self.stale().map(|(path, _)| path).chain(self.strays()).next() {
            Some(path) => Err(format!("{} is stale: run `cargo xtask {}`", path.display(), self.task)),
            None => Ok(()),
        }
    }

    /// Files that are missing or hold another text.
    fn stale(&self) -> impl Iterator<Item = (PathBuf, &str)> {
        let paths = self.files.iter().map(|(name, text)| (self.folder.join(name), text.as_str()));
        paths.filter(|(path, text)| fs::read_to_string(path).unwrap_or_default() != *text)
    }

    /// Files of the folder that belong to no page.
    fn strays(&self) -> Vec<PathBuf> {
        let known: Vec<PathBuf> = self.files.iter().map(|(name, _)| self.folder.join(name)).collect();
        let present = fs::read_dir(&self.folder).into_iter().flatten().flatten().map(|entry| entry.path());
        present.filter(|path| !known.contains(path)).collect()
    }
}

fn failed(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
