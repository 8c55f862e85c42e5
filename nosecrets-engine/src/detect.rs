//! Values → matches.

use std::ops::Range;

use nosecrets_core::catalogue::{self, Names};
use nosecrets_core::context::Words;
use nosecrets_core::{BUILTIN, Match, Verdict};

use crate::literal::Site;

/// How many of the nearest names say what a value is.
const NEAR: usize = 3;

/// A credential in a value, and the names around it.
pub(crate) struct Found {
    pub matched: Match,
    pub site: Site,
}

/// Finds the credentials in a value.
///
/// `site_of` gives the names around a range of the value; it is asked only for
/// tokens of which nothing else is in doubt.
pub(crate) fn find(
    value: &[u8],
    surroundings: &[u8],
    path: &Words,
    site_of: &mut dyn FnMut(&Range<usize>) -> Site,
) -> Vec<Found> {
    find_where(value, surroundings, path, &mut |_| true, site_of)
}

/// The same, of the detectors for which `may_fit` holds: a text of megabytes
/// has thousands of digests, and none of the names that a detector asks for.
pub(crate) fn find_where(
    value: &[u8],
    surroundings: &[u8],
    path: &Words,
    may_fit: &mut dyn FnMut(u16) -> bool,
    site_of: &mut dyn FnMut(&Range<usize>) -> Site,
) -> Vec<Found> {
    let mut matches = Vec::new();
    BUILTIN.candidates(value, &mut |candidate| {
        let range = candidate.start..candidate.end;
        let token = &value[range.clone()];
        let mut names = None;
        // The detectors of a shape differ little in what is plausible.
        let mut last = None;
        for &index in candidate.detectors.iter().filter(|&&index| may_fit(index)) {
            let detector = &BUILTIN.detectors[usize::from(index)];
            let key = (detector.min_entropy, detector.classes);
            let known = last.filter(|(known, _)| *known == key);
            let (_, is_plausible) = *last.insert(known.unwrap_or_else(|| (key, detector.is_plausible(token))));
            if !is_plausible {
                continue;
            }
            let fits = detector.context.is_empty() || {
                let (all, near, own) = names.get_or_insert_with(|| words(&site_of(&range), path));
                detector.fits(Names { all, near, own })
            };
            if !fits {
                continue;
            }
            let verdict = detector.validator.check_in(token, surroundings);
            if verdict != Verdict::Invalid {
                matches.push(Match { detector, start: range.start, end: range.end, verdict });
            }
        }
    });
    catalogue::resolve(&mut matches);
    matches.into_iter().map(|matched| Found { site: site_of(&(matched.start..matched.end)), matched }).collect()
}

/// The words of all names, of the nearest few, and of the nearest.
fn words(site: &Site, path: &Words) -> (Words, Words, Words) {
    let mut all = site.words.clone();
    all.extend(path);
    let nearest = |count: usize| Words::of(site.names.iter().take(count).map(|name| name.text.as_str()));
    (all, nearest(NEAR), nearest(1))
}
