//! A token and how long it is good.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::{Duration, Instant};

use super::super::http::{Health, Json};
use crate::Secret;

/// What a login gave.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) text: Secret,
    /// `None` if it does not expire, or nobody says when.
    pub(super) lease: Option<Lease>,
    /// Whether the server has taken it before.
    pub(super) is_proven: bool,
}

impl Token {
    /// Whether it can be used, and whether it should be renewed.
    pub(super) fn health(&self) -> Health {
        self.lease.as_ref().map_or(Health::Good, |lease| lease.health(Instant::now()))
    }
}

/// How long a token is good, and when to renew it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lease {
    until: Instant,
    /// `None` if nothing can be done before it expires.
    due: Option<Instant>,
    grace: Duration,
    pub(super) is_renewable: bool,
}

impl Lease {
    /// A lease of so many seconds from now; `None` for 0, which means for ever.
    ///
    /// It is renewed when two thirds of it are over, and a third of the grace, as
    /// the watcher of the official client does. The grace is 10 to 20 % of it, by
    /// chance, so that many programs do not come at once.
    pub(super) fn new(seconds: u64, is_renewable: bool, can_log_in: bool) -> Option<Lease> {
        let (now, length) = (Instant::now(), Duration::from_secs(seconds));
        let until = now.checked_add(length).filter(|_| seconds > 0)?;
        let grace = length.mul_f64(0.1 + 0.1 * chance());
        let due = (is_renewable || can_log_in).then(|| now + length * 2 / 3 + grace / 3);
        Some(Lease { until, due, grace, is_renewable })
    }

    fn health(&self, now: Instant) -> Health {
        match self.due {
            _ if now >= self.until => Health::Dead,
            Some(due) if now >= due => Health::Due,
            _ => Health::Good,
        }
    }

    /// When to renew it, if that can be done.
    pub(super) fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Whether so short a lease, after a renewal, says that the end is near.
    pub(super) fn is_within_grace(&self, renewed: Option<&Lease>) -> bool {
        renewed.is_some_and(|renewed| renewed.until.saturating_duration_since(Instant::now()) <= self.grace)
    }

    /// The same, not to be renewed again.
    pub(super) fn last(self) -> Lease {
        Lease { due: None, ..self }
    }
}

/// The lease in `auth` or `data` of an answer.
pub(super) fn lease(json: &Json, at: &str, seconds: &str, can_log_in: bool) -> Option<Lease> {
    let seconds = json.number(&format!("{at}/{seconds}")).unwrap_or(0);
    Lease::new(seconds, json.is_true(&format!("{at}/renewable")), can_log_in)
}

/// A number from 0 up to 1: the keys of a `HashMap` are drawn at random.
fn chance() -> f64 {
    f64::from(RandomState::new().build_hasher().finish() as u32) / (f64::from(u32::MAX) + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lease_is_renewed_after_two_thirds_and_a_third_of_the_grace() {
        for _ in 0..100 {
            let start = Instant::now();
            let lease = Lease::new(3000, true, false).unwrap();
            let after = lease.due().unwrap() - start;
            assert!((2100..=2201).contains(&after.as_secs()), "{after:?}");
            assert_eq!(lease.health(start + Duration::from_secs(2099)), Health::Good);
            assert_eq!(lease.health(start + Duration::from_secs(2202)), Health::Due);
            assert_eq!(lease.health(start + Duration::from_secs(3001)), Health::Dead);
        }
    }

    #[test]
    fn what_can_neither_be_renewed_nor_replaced_is_used_to_its_end() {
        let start = Instant::now();
        let lease = Lease::new(3000, false, false).unwrap();
        assert_eq!(lease.health(start + Duration::from_secs(2999)), Health::Good);
        assert_eq!(lease.health(start + Duration::from_secs(3001)), Health::Dead);
        assert!(Lease::new(0, true, true).is_none());
    }

    #[test]
    fn a_renewal_that_gives_little_is_within_the_grace() {
        let lease = Lease::new(100, true, true).unwrap();
        assert!(lease.is_within_grace(Lease::new(1, true, true).as_ref()));
        assert!(!lease.is_within_grace(Lease::new(100, true, true).as_ref()));
        assert!(!lease.is_within_grace(None));
    }
}
