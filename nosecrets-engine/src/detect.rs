//! Values → matches.

use std::ops::Range;

use nosecrets_detectors::context::Words;
use nosecrets_detectors::judge;
use nosecrets_detectors::search::Candidate;
use nosecrets_detectors::{Catalogue, Match, Verdict};

use crate::detectors::Detectors;
use crate::fitting::{Fitting, Spelling};
use crate::literal::Site;
use crate::plausible::Plausible;

/// How many of the nearest names say what a value is.
const NEAR: usize = 3;

/// A credential in a value, and the names around it.
pub(crate) struct Found {
    pub matched: Match,
    pub site: Site,
}

/// The names around places in a value.
///
/// Most candidates are none by the nearest names, so those are asked for first,
/// and the site as a whole only for what is found.
pub(crate) trait Sites {
    /// The words of the nearest few names, and of the nearest.
    fn near(&mut self, range: &Range<usize>) -> [Words; 2];

    /// The words of all.
    fn all(&mut self, range: &Range<usize>) -> Words;

    /// The names themselves.
    fn site(&mut self, range: &Range<usize>) -> Site;

    /// Places that regexes of the user find by what stands around the value.
    fn found_around(&self) -> Vec<Candidate> {
        Vec::new()
    }

    /// Whether the nearest name of a place can end where a text does, if it can only
    /// stand before it in the value.
    fn has_key(&self) -> Option<fn(&[u8]) -> bool> {
        None
    }
}

/// The sites that a function gives, each asked for once.
pub(crate) struct SitesOf<F> {
    site_of: F,
    last: Option<(Range<usize>, Site)>,
    around: Vec<Candidate>,
}

impl<F: FnMut(&Range<usize>) -> Site> SitesOf<F> {
    pub(crate) fn new(site_of: F) -> SitesOf<F> {
        SitesOf { site_of, last: None, around: Vec::new() }
    }

    /// Adds candidates that matches of the code around the value gave.
    pub(crate) fn around(self, around: Vec<Candidate>) -> SitesOf<F> {
        SitesOf { around, ..self }
    }

    fn get(&mut self, range: &Range<usize>) -> &Site {
        let last = self.last.take().filter(|(known, _)| known == range);
        &self.last.insert(last.unwrap_or_else(|| (range.clone(), (self.site_of)(range)))).1
    }
}

impl<F: FnMut(&Range<usize>) -> Site> Sites for SitesOf<F> {
    fn near(&mut self, range: &Range<usize>) -> [Words; 2] {
        let site = self.get(range);
        [NEAR, 1].map(|count| Words::of(site.names.iter().take(count).map(|name| name.text.as_str())))
    }

    fn all(&mut self, range: &Range<usize>) -> Words {
        self.get(range).words.clone()
    }

    fn site(&mut self, range: &Range<usize>) -> Site {
        self.get(range).clone()
    }

    fn found_around(&self) -> Vec<Candidate> {
        self.around.clone()
    }
}

/// Finds the credentials in a value.
///
/// `sites` gives the names around a range of the value; it is asked only for
/// tokens of which nothing else is in doubt.
pub(crate) fn find(
    detectors: Detectors,
    value: &[u8],
    surroundings: &[u8],
    path: &Words,
    sites: &mut dyn Sites,
) -> Vec<Found> {
    find_where(detectors, value, surroundings, path, None, sites)
}

/// The same, of the detectors that may fit: a text of megabytes has thousands
/// of digests, and none of the names that a detector asks for.
pub(crate) fn find_where(
    detectors: Detectors,
    value: &[u8],
    surroundings: &[u8],
    path: &Words,
    fitting: Option<(&Fitting, Spelling)>,
    sites: &mut dyn Sites,
) -> Vec<Found> {
    let mut search = Search { value, surroundings, path, sites, matches: Vec::new() };
    match fitting {
        Some((fitting, spelling)) => {
            for fits in fitting.each() {
                let has_key = search.sites.has_key();
                let candidates = |visit: &mut Visit<'_>| fits.candidates(value, spelling, has_key, visit);
                search.catalogue(fits.catalogue(), &candidates, &|index| fits.may_fit(index));
            }
        }
        None => detectors.searched().for_each(|(catalogue, regexes)| {
            let alive = catalogue.all().named_by(search.sites.has_key());
            let candidates = |visit: &mut Visit<'_>| {
                catalogue.candidates(value, alive, visit);
                regexes.find(value, &|_| true, &mut |place| visit(place.candidate(0)));
            };
            search.catalogue(catalogue, &candidates, &|_| true);
        }),
    }
    let around = search.sites.found_around();
    if let Some(own) = detectors.own().filter(|_| !around.is_empty()) {
        let candidates = |visit: &mut Visit<'_>| around.iter().for_each(|known| visit(*known));
        search.catalogue(own.catalogue(), &candidates, &|_| true);
    }
    let Search { mut matches, sites, .. } = search;
    judge::resolve(&mut matches);
    matches.into_iter().map(|matched| Found { site: sites.site(&(matched.start..matched.end)), matched }).collect()
}

/// Who is told of candidates.
type Visit<'a> = dyn FnMut(Candidate) + 'a;

/// One search in one value.
struct Search<'a> {
    value: &'a [u8],
    surroundings: &'a [u8],
    path: &'a Words,
    sites: &'a mut dyn Sites,
    matches: Vec<Match>,
}

impl Search<'_> {
    /// Adds what the detectors of a catalogue find.
    fn catalogue(
        &mut self,
        catalogue: &'static Catalogue,
        candidates: &dyn Fn(&mut Visit<'_>),
        may_fit: &dyn Fn(u16) -> bool,
    ) {
        candidates(&mut |candidate| {
            let range = candidate.start..candidate.end;
            let token = &self.value[range.clone()];
            let (mut near, mut all) = (None, None);
            let mut plausible = Plausible::default();
            for index in candidate.detectors.iter().filter(|&index| may_fit(index)) {
                let detector = catalogue.detector(index);
                let is_near = detector.context.is_empty() || {
                    let [near, own] = near.get_or_insert_with(|| self.sites.near(&range));
                    detector.fits_near(near, own)
                };
                if !is_near {
                    continue;
                }
                if !plausible.is(detector, token) {
                    continue;
                }
                let fits = detector.context.is_empty() || {
                    detector.fits_all(all.get_or_insert_with(|| {
                        let mut all = self.sites.all(&range);
                        all.extend(self.path);
                        all
                    }))
                };
                if !fits {
                    continue;
                }
                let verdict = detector.validator.check_in(token, self.surroundings);
                if verdict != Verdict::Invalid {
                    self.matches.push(Match { detector, start: range.start, end: range.end, verdict });
                }
            }
        });
    }
}
