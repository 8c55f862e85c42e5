//! What must not grow: files, functions, and the largest circle of the engine.

use super::Crate;
use super::figures::Figures;

/// The most lines of a file that is written by hand.
pub(super) const FILE_LINES: usize = 400;

/// The most lines of a function.
pub(super) const FUNCTION_LINES: usize = 60;

/// The most files that may be in a circle of the engine. Lower it whenever an edge is cut.
const ENGINE_CIRCLE: usize = 6;

/// Files that are longer than the limit. The list may only shrink: a file that is
/// short enough must leave it.
const LONG_FILES: &[&str] = &[
    "nosecrets-detectors/src/catalogue.rs",
    "nosecrets-detectors/src/search.rs",
    "nosecrets-detectors/src/spec/compile.rs",
    "nosecrets-engine/src/rust.rs",
    "nosecrets-engine/src/words.rs",
];

/// Returns a sentence for each limit that is broken.
pub(super) fn broken(crates: &[Crate]) -> Vec<String> {
    let files: Vec<&Figures> = crates.iter().flat_map(|krate| &krate.figures).collect();
    let mut broken = long_files(&files, LONG_FILES);
    broken.extend(files.iter().flat_map(|file| long_functions(file)));
    broken.extend(crates.iter().filter(|krate| krate.name == "nosecrets-engine").filter_map(large_circle));
    broken
}

/// Compares the files that are too long with those that are known to be.
fn long_files(files: &[&Figures], known: &[&str]) -> Vec<String> {
    let is_known = |file: &Figures| known.contains(&file.shown.as_str());
    let is_long = |file: &Figures| file.lines > FILE_LINES;
    let grown = files.iter().filter(|file| is_long(file) && !is_known(file));
    let grown = grown.map(|file| format!("{}: {} lines, more than {FILE_LINES}: split it", file.shown, file.lines));
    let is_needless = |path: &&&str| !files.iter().any(|file| is_long(file) && file.shown == **path);
    let needless = known.iter().filter(is_needless);
    let needless = needless.map(|path| format!("{path}: not too long any more: remove it from LONG_FILES"));
    grown.chain(needless).collect()
}

fn long_functions(file: &Figures) -> impl Iterator<Item = String> + '_ {
    let long = file.functions.iter().filter(|function| function.lines > FUNCTION_LINES);
    long.map(|function| {
        let (path, name) = (&file.shown, &function.name);
        format!("{path}:{}: `{name}` has {} lines, more than {FUNCTION_LINES}", function.line, function.lines)
    })
}

fn large_circle(krate: &Crate) -> Option<String> {
    let size = krate.circle.len();
    let files: Vec<&str> = krate.circle.iter().map(|&index| krate.path(index)).collect();
    let files = files.join(", ");
    let name = &krate.name;
    (size > ENGINE_CIRCLE).then(|| format!("{name}: a circle of {size} files, more than {ENGINE_CIRCLE}: {files}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_files_are_those_of_the_list_and_no_others() {
        let file = |shown: &str, lines| Figures { shown: shown.into(), lines, ..Figures::default() };
        let (long, short, new) = (file("long", 401), file("short", 400), file("new", 500));
        let known = ["long", "short", "gone"];
        let broken = long_files(&[&long, &short, &new], &known);
        let about: Vec<&str> = broken.iter().filter_map(|said| said.split(':').next()).collect();
        assert_eq!(about, ["new", "short", "gone"]);
        assert!(long_files(&[&long], &["long"]).is_empty());
    }
}
