//! Paths as they are shown.

use std::path::Path;

/// A path for people, of which a terminal or a CI system takes nothing for
/// anything else.
#[must_use]
pub fn path(path: &Path) -> String {
    crate::visible::line(&path.to_string_lossy())
}

/// A path for programs: with `/` between its parts on every system.
#[must_use]
pub fn portable(path: &Path) -> String {
    let path = path.to_string_lossy();
    if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn a_file_name_cannot_reach_the_terminal() {
        assert_eq!(super::path(Path::new("a\u{1b}[31m\nb")), "a\u{FFFD}[31m\u{FFFD}b");
    }
}
