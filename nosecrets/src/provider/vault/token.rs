//! A token and its lifetime.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::{Duration, Instant};

use super::super::http::{Health, Json};
use crate::Secret;

/// The result of a login.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) text: Secret,
    /// `None` if the token does not expire, or its expiry is unknown.
    pub(super) lease: Option<Lease>,
    /// Whether the server has accepted it before.
    pub(super) is_proven: bool,
}

impl Token {
    /// Whether the token is usable, and whether it should be renewed.
    pub(super) fn health(&self) -> Health {
        self.lease.as_ref().map_or(Health::Good, |lease| lease.health(Instant::now()))
    }
}

/// The lifetime of a token, and when to renew it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lease {
    until: Instant,
    /// `None` if nothing can be done before it expires.
    due: Option<Instant>,
    grace: Duration,
    pub(super) is_renewable: bool,
}

impl Lease {
    /// A lease of this many seconds from now; `None` for 0, which means unlimited.
    ///
    /// As in the official client's watcher, renewal is due after two thirds of the lease plus a
    /// third of the grace. The grace is a random 10 to 20 % of the lease, so that many programs do
    /// not renew at once.
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

    /// When to renew the lease, if possible.
    pub(super) fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Whether a lease this short, after a renewal, means that the maximum lifetime is near.
    pub(super) fn is_within_grace(&self, renewed: Option<&Lease>) -> bool {
        renewed.is_some_and(|renewed| renewed.until.saturating_duration_since(Instant::now()) <= self.grace)
    }

    /// This lease, without further renewal.
    pub(super) fn last(self) -> Lease {
        Lease { due: None, ..self }
    }
}

/// The lease in `auth` or `data` of a response.
pub(super) fn lease(json: &Json, at: &str, seconds: &str, can_log_in: bool) -> Option<Lease> {
    let seconds = json.number(&format!("{at}/{seconds}")).unwrap_or(0);
    Lease::new(seconds, json.is_true(&format!("{at}/renewable")), can_log_in)
}

/// A random number from 0 up to 1, from the keys of a `HashMap`.
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
