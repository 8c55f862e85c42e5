//! Patterns of files that are left out.
//!
//! A pattern without `/` fits a name at any depth; one with `/` is relative to
//! the folder of the file that has it. Either leaves out a folder with all
//! that is in it.

use std::path::{Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use super::Error;

/// Whether a pattern can be used.
///
/// # Errors
/// If it is malformed, or leads out of its folder.
pub fn check(glob: &str) -> Result<(), String> {
    if Path::new(glob).has_root() || glob.split('/').any(|part| part == "..") {
        return Err("a pattern must be relative and must not leave its folder".into());
    }
    build(glob).map(|_| ()).map_err(|error| error.kind().to_string())
}

/// One set of all patterns, relative to `base` as the paths of findings are.
pub(super) fn compile(globs: &[(PathBuf, String)], base: &Path) -> Result<GlobSet, Error> {
    let mut set = GlobSetBuilder::new();
    for glob in globs.iter().filter_map(|(folder, glob)| rebase(glob, folder, base)) {
        let inside = format!("{glob}/**");
        for glob in [glob, inside] {
            set.add(build(&glob).map_err(Error::Pattern)?);
        }
    }
    set.build().map_err(Error::Pattern)
}

fn build(glob: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(glob).literal_separator(true).build()
}

/// A pattern relative to `folder` as one relative to `base`; none if it can
/// fit nothing there.
fn rebase(glob: &str, folder: &Path, base: &Path) -> Option<String> {
    let glob = glob.trim_start_matches("./").trim_end_matches('/');
    let glob = if glob.contains('/') { glob.to_owned() } else { format!("**/{glob}") };
    if let Ok(below) = folder.strip_prefix(base) {
        let below = escape(below);
        return Some(if below.is_empty() { glob } else { format!("{below}/{glob}") });
    }
    let above = escape(base.strip_prefix(folder).ok()?);
    if glob.starts_with("**/") {
        return Some(glob);
    }
    glob.strip_prefix(&format!("{above}/")).map(str::to_owned)
}

fn escape(path: &Path) -> String {
    globset::escape(&crate::shown::portable(path))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{check, compile, rebase};

    #[test]
    fn a_pattern_stays_in_its_folder() {
        assert!(check("fixtures/**/*.pem").is_ok());
        for wrong in ["/etc/*", "../other", "a/../../b", "a[", "{a"] {
            assert!(check(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_package_s_pattern_fits_in_the_package_only() {
        let glob = rebase("data/*.bin", Path::new("/w/member"), Path::new("/w"));
        assert_eq!(glob.as_deref(), Some("member/data/*.bin"));
    }

    #[test]
    fn a_pattern_from_above_fits_below() {
        let rebase = |glob| rebase(glob, Path::new("/w"), Path::new("/w/member"));
        assert_eq!(rebase("*.pem").as_deref(), Some("**/*.pem"));
        assert_eq!(rebase("member/data").as_deref(), Some("data"));
        assert_eq!(rebase("other/data"), None);
    }

    #[test]
    fn a_folder_is_left_out_with_all_that_is_in_it() {
        let set = compile(&[("/w".into(), "vendor/".into())], Path::new("/w")).unwrap();
        assert!(set.is_match("vendor") && set.is_match("a/vendor/b/c.rs"));
        assert!(!set.is_match("vendored/c.rs"));
    }
}
