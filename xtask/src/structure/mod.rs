//! Measures the code of the workspace: sizes, comments, what is public, and
//! which files of a crate import each other in a circle.
//!
//! * `source`: the files of a crate, without tests
//! * `figures`: what is counted in a file
//! * `edges`: which files a file names
//! * `circle`: files that can reach each other
//! * `table`: figures as a table
//! * `limits`: what must not grow

mod circle;
mod edges;
mod figures;
mod limits;
mod source;
mod table;

use std::path::Path;

use crate::run::workspace;

use figures::Figures;
use source::SourceFile;

/// A measured crate.
struct Crate {
    /// Name of its folder.
    name: String,
    files: Vec<SourceFile>,
    /// Figures of each file that is written by hand.
    figures: Vec<Figures>,
    /// For each file the indices of the files that it names.
    edges: edges::Edges,
    /// Indices of the files in the largest circle; empty if there is no circle.
    circle: Vec<usize>,
}

impl Crate {
    fn new(name: &str, files: Vec<SourceFile>) -> Crate {
        let written = files.iter().filter(|file| !file.is_generated);
        let figures = written.map(Figures::of).collect();
        let edges = edges::of(&files);
        let circle = circle::largest(&edges);
        Crate { name: name.to_owned(), files, figures, edges, circle }
    }

    /// Path of a file in the crate's `src`.
    fn path(&self, index: usize) -> &str {
        let shown = &self.files[index].shown;
        shown.split_once("/src/").map_or(shown, |(_, path)| path)
    }

    /// Paths of the files in the largest circle, each with those that it names there.
    fn circle_paths(&self) -> Vec<(&str, Vec<&str>)> {
        let named = |index: &usize| self.edges[*index].iter().filter(|to| self.circle.contains(to));
        let paths = |index: &usize| named(index).map(|&to| self.path(to)).collect();
        self.circle.iter().map(|index| (self.path(*index), paths(index))).collect()
    }
}

/// Prints the table of all crates and the largest circle of each.
pub(crate) fn run() -> Result<(), String> {
    print!("{}", table::of(&crates(&workspace())?));
    Ok(())
}

/// Fails if the code breaks one of the limits.
pub(crate) fn check() -> Result<(), String> {
    let broken = limits::broken(&crates(&workspace())?);
    if broken.is_empty() { Ok(()) } else { Err(broken.join("\n")) }
}

/// Measures the members of the workspace; crates that only test or show something are left out.
fn crates(workspace: &Path) -> Result<Vec<Crate>, String> {
    let members = members(&workspace.join("Cargo.toml"))?;
    let measured = members.iter().filter(|name| *name != "tests" && !name.starts_with("examples/"));
    measured.map(|name| Ok(Crate::new(name, source::read(workspace, name)?))).collect()
}

/// Folders of the workspace's members, as its manifest at `path` lists them.
fn members(path: &Path) -> Result<Vec<String>, String> {
    let text = source::read_text(path)?;
    let manifest: toml::Table = text.parse().map_err(|error| format!("{}: {error}", path.display()))?;
    let members = manifest.get("workspace").and_then(|workspace| workspace.get("members")?.as_array());
    let members = members.ok_or_else(|| format!("{}: no members", path.display()))?;
    Ok(members.iter().filter_map(|member| member.as_str()).map(str::to_owned).collect())
}
