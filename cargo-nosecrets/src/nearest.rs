//! The known name that a mistyped one was meant to be.

/// The one of `known` that is most like `name`, if one is like it at all.
pub(crate) fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let distances = known.into_iter().map(|known| (distance(name, known), known));
    let near = distances.filter(|(distance, known)| *distance <= 1 + known.chars().count() / 3);
    near.min().map(|(_, known)| known)
}

/// Number of characters to insert, remove or change to make `b` of `a`.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, to) in b.iter().enumerate() {
            let changed = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
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
