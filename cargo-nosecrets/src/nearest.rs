//! Suggestions for mistyped names.

use std::collections::BTreeSet;

use nosecrets_detectors::nearest::distance;
pub(crate) use nosecrets_detectors::nearest::nearest;

/// Most names that are suggested.
const MEANT: usize = 3;

/// The names that a mistyped one may have been meant to be, as a question: the similar ones, or
/// else those that contain it.
pub(crate) fn did_you_mean<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    let known: BTreeSet<&str> = known.into_iter().collect();
    let len = name.chars().count();
    let comparable = known.iter().filter(|known| len <= 2 * (1 + known.len()));
    let mut alike: Vec<_> = comparable.map(|known| (distance(name, known), *known)).collect();
    alike.retain(|(distance, known)| *distance <= 1 + known.chars().count() / 3);
    alike.sort_unstable();
    let closest = alike.first().map_or(0, |(distance, _)| *distance);
    let alike = alike.iter().filter(|(distance, _)| *distance <= closest + 1).map(|(_, known)| *known);
    let holding = known.iter().copied().filter(|known| name.len() >= 3 && known.contains(name));
    let mut meant: Vec<&str> = Vec::new();
    for candidate in alike.chain(holding) {
        if meant.len() < MEANT && !meant.contains(&candidate) {
            meant.push(candidate);
        }
    }
    let meant: Vec<_> = meant.iter().map(|name| format!("`{name}`")).collect();
    match meant.split_last() {
        None => None,
        Some((one, [])) => Some(format!("did you mean {one}?")),
        Some((last, others)) => Some(format!("did you mean {} or {last}?", others.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn several_may_have_been_meant() {
        let known = ["acme-api-key", "acme-api-token", "acme-account-id", "other"];
        assert_eq!(did_you_mean("acme-api-kee", known).as_deref(), Some("did you mean `acme-api-key`?"));
        let all = "did you mean `acme-account-id`, `acme-api-key` or `acme-api-token`?";
        assert_eq!(did_you_mean("acme", known).as_deref(), Some(all));
        assert_eq!(did_you_mean("nothing-like-it", known), None);
    }
}
