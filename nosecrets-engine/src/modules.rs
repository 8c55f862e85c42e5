//! Which files are modules of tests.
//!
//! `#[cfg(test)] mod tests;` stands in another file than the tests. Cargo does
//! not know of it, so the file that declares a module is asked: its attributes
//! are read when a file gives a reason to, and kept for its neighbours.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::items::{self, Item, ItemKind};
use crate::neighbours;

/// Names that tell nothing of a file's module: it is that of its folder.
const OF_FOLDER: &[&str] = &["mod", "lib", "main"];

/// How far modules are followed upward.
const MAX_DEPTH: usize = 16;

/// The largest file that is asked which modules it declares, in bytes.
const MAX_SIZE: u64 = 16 << 20;

/// What is known of modules of tests, folder by folder.
#[derive(Debug, Default)]
pub(crate) struct Modules {
    folders: Mutex<HashMap<PathBuf, Option<Arc<HashSet<String>>>>>,
}

impl Modules {
    /// Whether the module that `file` holds, or one around it, is only compiled
    /// for tests.
    pub(crate) fn is_test(&self, file: &Path) -> bool {
        let mut module = file.with_extension("");
        if module.file_name().is_some_and(|name| OF_FOLDER.iter().any(|own| name == *own)) {
            module.pop();
        }
        for _ in 0..MAX_DEPTH {
            let (Some(folder), Some(name)) = (module.parent(), module.file_name().and_then(OsStr::to_str)) else {
                return false;
            };
            let Some(tests) = self.tests_below(folder) else { return false };
            if tests.contains(name) {
                return true;
            }
            module.pop();
        }
        false
    }

    /// Names of the modules of tests that the file around `folder` declares;
    /// none if no module has its files there.
    fn tests_below(&self, folder: &Path) -> Option<Arc<HashSet<String>>> {
        // Poisoned only if another thread panicked, which the scan passes on.
        let known = self.folders.lock().ok().and_then(|folders| folders.get(folder).cloned());
        known.unwrap_or_else(|| {
            let read = declared_in(folder).map(Arc::new);
            if let Ok(mut folders) = self.folders.lock() {
                folders.insert(folder.to_path_buf(), read.clone());
            }
            read
        })
    }
}

/// Reads the file, or files, whose modules lie in `folder`.
fn declared_in(folder: &Path) -> Option<HashSet<String>> {
    let own = sources_of(folder);
    let inline = inline_in_parent(folder);
    if own.is_empty() && inline.is_none() {
        return None;
    }
    let in_own = own.iter().flat_map(|source| tests_among(source, &split(source)));
    Some(in_own.chain(inline.unwrap_or_default()).collect())
}

/// The files whose modules lie in `folder`.
fn sources_of(folder: &Path) -> Vec<Vec<u8>> {
    let inside = OF_FOLDER.iter().map(|name| folder.join(name).with_extension("rs"));
    let beside = folder.with_extension("rs");
    inside.chain([beside]).filter_map(|path| neighbours::read(&path, MAX_SIZE)).collect()
}

/// `mod client { #[cfg(test)] mod test; }`: the file lies in the folder of a
/// module that has no file of its own.
fn inline_in_parent(folder: &Path) -> Option<Vec<String>> {
    let name = folder.file_name()?.to_str()?;
    sources_of(folder.parent()?).iter().find_map(|source| {
        let items = split(source);
        let module =
            items.iter().find(|item| item.kind == ItemKind::Mod && name_of(source, item).as_deref() == Some(name))?;
        let inner = items::split_body(source, module.body.clone()?)?;
        Some(tests_among(source, &inner))
    })
}

/// The items of a source that speaks of tests: splitting the others takes
/// longer than this search.
fn split(source: &[u8]) -> Vec<Item> {
    let speaks = memchr::memmem::find(source, b"test").is_some();
    if speaks { items::split(source).unwrap_or_default() } else { Vec::new() }
}

/// Names of the modules that are declared for tests.
fn tests_among(source: &[u8], items: &[Item]) -> Vec<String> {
    let modules = items.iter().filter(|item| item.kind == ItemKind::Mod && is_for_tests(source, item));
    modules.filter_map(|module| name_of(source, module)).collect()
}

/// Whether `#[cfg(test)]`, or `all` with it, stands before the module's name.
fn is_for_tests(source: &[u8], module: &Item) -> bool {
    let end = module.name.as_ref().map_or(module.range.end, |name| name.start);
    let lines = source[module.range.start..end].split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    let code: Vec<u8> = lines.filter(|line| !line.starts_with(b"//")).flatten().copied().collect();
    let code: Vec<u8> = code.into_iter().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let holds = |mark: &[u8]| memchr::memmem::find(&code, mark).is_some();
    holds(b"#[cfg(test)]") || requires_test_among_others(&code)
}

/// Whether `test` is one of the conditions of `#[cfg(all(…))]`.
fn requires_test_among_others(code: &[u8]) -> bool {
    const ALL: &[u8] = b"#[cfg(all(";
    memchr::memmem::find(code, ALL).is_some_and(|at| {
        let conditions = &code[at + ALL.len()..];
        let end = memchr::memmem::find(conditions, b"))]").unwrap_or(conditions.len());
        conditions[..end].split(|&byte| byte == b',').any(|condition| condition == b"test")
    })
}

fn name_of(source: &[u8], module: &Item) -> Option<String> {
    let name = std::str::from_utf8(&source[module.name.clone()?]).ok()?;
    Some(name.strip_prefix("r#").unwrap_or(name).to_owned())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Which of the files are tests, given the files with their content.
    fn test_files(files: &[(&str, &str)]) -> Vec<String> {
        let folder = tempfile::TempDir::new().unwrap();
        for (path, source) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, source).unwrap();
        }
        let modules = Modules::default();
        let is_test = |path: &&str| modules.is_test(&folder.path().join(path));
        files.iter().map(|(path, _)| *path).filter(is_test).map(str::to_owned).collect()
    }

    #[test]
    fn the_file_that_declares_a_module_says_whether_it_is_for_tests() {
        let lib = "#[cfg(test)]\nmod tests;\nmod code;\n#[cfg(all(test, unix))] pub(crate) mod helpers;";
        let files = [
            ("src/lib.rs", lib),
            ("src/tests.rs", ""),
            ("src/code.rs", "#[cfg(test)] mod check;"),
            ("src/code/check.rs", ""),
            ("src/code/other.rs", ""),
            ("src/helpers/mod.rs", "mod deep;"),
            ("src/helpers/deep.rs", ""),
        ];
        let tests = ["src/tests.rs", "src/code/check.rs", "src/helpers/mod.rs", "src/helpers/deep.rs"];
        assert_eq!(test_files(&files), tests);
    }

    #[test]
    fn a_module_without_a_file_of_its_own_declares_tests_too() {
        let lib = "pub mod client {\n    #[cfg(test)]\n    mod test;\n    mod code;\n}\n#[cfg(all(\n    unix,\n    test,\n))]\nmod wide;";
        let files = [("src/lib.rs", lib), ("src/client/test.rs", ""), ("src/client/code.rs", ""), ("src/wide.rs", "")];
        assert_eq!(test_files(&files), ["src/client/test.rs", "src/wide.rs"]);
    }

    #[test]
    fn other_conditions_make_no_test() {
        for lib in ["#[cfg(not(test))] mod a;", "#[cfg(any(test, unix))] mod a;", "/// #[cfg(test)]\nmod a;", "// test"]
        {
            assert_eq!(test_files(&[("src/lib.rs", lib), ("src/a.rs", "")]), [""; 0], "{lib}");
        }
    }

    #[test]
    fn a_file_that_nothing_declares_is_no_test() {
        assert_eq!(test_files(&[("tests.rs", ""), ("src/tests/mod.rs", "")]), [""; 0]);
    }
}
