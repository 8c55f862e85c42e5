//! Suggests the known name that a mistyped one was meant to be.

/// The edit distance: number of characters to insert, remove or change to turn `a` into `b`.
///
/// Source: R. A. Wagner and M. J. Fischer, "The String-to-String Correction
/// Problem" (1974).
#[must_use]
pub fn distance(a: &str, b: &str) -> usize {
    let (mut letters, mut row) = (Vec::new(), vec![0]);
    for letter in b.chars() {
        letters.push(letter);
        row.push(letters.len());
    }
    let b = letters;
    for from in a.chars() {
        let mut diagonal = row[0];
        row[0] += 1;
        for (j, to) in b.iter().enumerate() {
            let changed = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// The most similar of `known`, if one is similar enough.
#[must_use]
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let len = name.chars().count();
    let most = |known: &str| 1 + known.chars().count() / 3;
    // A very long name is similar to none, and takes long to compare.
    let known = known.into_iter().filter(|known| len <= known.chars().count() + most(known));
    let distances = known.map(|known| (distance(name, known), known));
    let near = distances.filter(|(distance, known)| *distance <= most(known));
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
