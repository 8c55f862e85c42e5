//! The known name that a mistyped one was meant to be.

use nosecrets_core::nearest::distance;

/// The one of `known` that is most like `name`, if one is like it at all.
pub(crate) fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let distances = known.into_iter().map(|known| (distance(name, known), known));
    let near = distances.filter(|(distance, known)| *distance <= 1 + known.chars().count() / 3);
    near.min().map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        assert_eq!(nearest("excludes", ["levels", "exclude"]), Some("exclude"));
        assert_eq!(nearest("honor-markers", ["honour-markers", "levels"]), Some("honour-markers"));
    }

    #[test]
    fn another_word_is_not() {
        assert_eq!(nearest("colour", ["levels", "exclude"]), None);
    }
}
