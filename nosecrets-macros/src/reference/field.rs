//! The field to extract from a secret.

use super::decode;
use crate::mistake::Mistake;

/// The field: a name, or a JSON pointer if it begins with a slash.
pub(super) fn check(field: &str) -> Result<String, Mistake> {
    let field = decode::text(field)?;
    if field.is_empty() {
        return Err(Mistake::NoField);
    }
    // RFC 6901 section 3: `~` only as `~0` and `~1`.
    let is_escape = |rest: &str| rest.starts_with(['0', '1']);
    if field.starts_with('/') && !field.split('~').skip(1).all(is_escape) {
        return Err(Mistake::Pointer);
    }
    Ok(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_pointers_are_taken() {
        for field in ["api_key", "a.b", "a~b", "/a/b", "/a~1b~0", "/0", "/"] {
            assert_eq!(check(field).as_deref(), Ok(field));
        }
    }

    #[test]
    fn a_field_has_a_name_and_a_pointer_its_escapes() {
        assert_eq!(check(""), Err(Mistake::NoField));
        for pointer in ["/a~b", "/a~", "/~2"] {
            assert_eq!(check(pointer), Err(Mistake::Pointer), "{pointer}");
        }
    }
}
