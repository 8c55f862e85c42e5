//! Paths as URIs.

use std::path::{Component, Path, PathBuf};

use serde_json::{Value, json};

use super::ROOT;

/// A location in a file.
pub(super) fn location(path: &Path, region: &Value) -> Value {
    json!({ "physicalLocation": { "artifactLocation": artifact(path), "region": region } })
}

/// A file; its URI is relative if its path is.
pub(super) fn artifact(path: &Path) -> Value {
    if path.is_absolute() {
        json!({ "uri": absolute(path) })
    } else {
        json!({ "uri": encode(path), "uriBaseId": ROOT })
    }
}

/// A folder; its URI ends in `/`.
pub(super) fn folder(path: &Path) -> String {
    let uri = absolute(path);
    if uri.ends_with('/') { uri } else { format!("{uri}/") }
}

fn absolute(path: &Path) -> String {
    let path = encode(path);
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{path}")
}

/// The components of a path, percent-encoded byte by byte and joined by `/`.
fn encode(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::RootDir => Some(String::new()),
        Component::CurDir => None,
        // A drive such as `C:` keeps its colon.
        Component::Prefix(prefix) => Some(prefix.as_os_str().to_string_lossy().into_owned()),
        Component::ParentDir | Component::Normal(_) => {
            Some(part.as_os_str().as_encoded_bytes().iter().map(|&byte| encode_byte(byte)).collect())
        }
    });
    let uri = parts.collect::<Vec<_>>().join("/");
    if uri.is_empty() && path.has_root() { "/".into() } else { uri }
}

/// The path of one of our URIs; `None` for other URIs.
pub(crate) fn path(uri: &str) -> Option<PathBuf> {
    let mut bytes = Vec::new();
    let mut rest = uri.strip_prefix("file://").unwrap_or(uri).bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => nosecrets_detectors::encoding::hex(&[rest.next()?, rest.next()?])?.pop()?,
            byte => byte,
        });
    }
    Some(from_bytes(bytes))
}

#[cfg(unix)]
fn from_bytes(bytes: Vec<u8>) -> PathBuf {
    let path: std::ffi::OsString = std::os::unix::ffi::OsStringExt::from_vec(bytes);
    path.into()
}

#[cfg(not(unix))]
fn from_bytes(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

fn encode_byte(byte: u8) -> String {
    match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{encode, folder, path};

    #[test]
    fn what_is_no_part_of_a_uri_is_encoded() {
        assert_eq!(encode(Path::new("a b/c%d/é#?.rs")), "a%20b/c%25d/%C3%A9%23%3F.rs");
        assert_eq!(encode(Path::new("./src/lib.rs")), "src/lib.rs");
    }

    #[cfg(unix)]
    #[test]
    fn a_uri_leads_back_to_its_path() {
        use std::os::unix::ffi::OsStrExt;
        for bytes in [&b"a b/c%d/\xFF#?.rs"[..], b"/etc/passwd", b"a"] {
            let file = Path::new(std::ffi::OsStr::from_bytes(bytes));
            let uri = if file.is_absolute() { super::absolute(file) } else { encode(file) };
            assert_eq!(path(&uri).as_deref(), Some(file));
        }
        assert_eq!((path("a%4"), path("a%zz")), (None, None));
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_ends_in_a_slash() {
        assert_eq!(folder(Path::new("/w/my crate")), "file:///w/my%20crate/");
        assert_eq!(folder(Path::new("/")), "file:///");
    }
}
