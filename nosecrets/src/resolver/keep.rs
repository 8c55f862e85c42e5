//! A value and its lifetime: all that most reads need.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::lock;
use crate::SecretBytes;

/// The cached value of one reference. It holds no reference to the key or provider, so a
/// thread-local `Arc` to it keeps nothing else alive.
pub(crate) struct Keep(Mutex<State>);

struct State {
    kept: Option<Kept>,
    /// The time of the last read.
    used: Instant,
    /// Nothing is cached here any more.
    retired: bool,
}

pub(crate) struct Kept {
    pub(crate) value: SecretBytes,
    pub(crate) fresh_until: Instant,
    pub(crate) stale_until: Instant,
}

impl Keep {
    pub(crate) fn new() -> Keep {
        Keep(Mutex::new(State { kept: None, used: Instant::now(), retired: false }))
    }

    /// The value, if it is still fresh. Counts as a use in any case.
    pub(crate) fn fresh(&self, now: Instant) -> Option<SecretBytes> {
        let mut state = lock(&self.0);
        state.used = now;
        state.kept.as_ref().filter(|kept| now < kept.fresh_until).map(|kept| kept.value.clone())
    }

    /// The value, if it may stand in for one that cannot be fetched.
    pub(crate) fn stale(&self, now: Instant) -> Option<SecretBytes> {
        lock(&self.0).kept.as_ref().filter(|kept| now < kept.stale_until).map(|kept| kept.value.clone())
    }

    /// How long the value stays fresh, if it is.
    pub(crate) fn fresh_for(&self, now: Instant) -> Option<Duration> {
        let left = lock(&self.0).kept.as_ref()?.fresh_until.saturating_duration_since(now);
        (!left.is_zero()).then_some(left)
    }

    /// The time of the last read.
    pub(crate) fn used(&self) -> Instant {
        lock(&self.0).used
    }

    /// Replaces the value.
    pub(crate) fn set(&self, kept: Option<Kept>) {
        let mut state = lock(&self.0);
        state.kept = kept.filter(|_| !state.retired);
    }

    /// Drops the value, and accepts none from now on: readers that remember this keep must look up
    /// its successor.
    pub(crate) fn retire(&self) {
        let mut state = lock(&self.0);
        state.retired = true;
        state.kept = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn for_a_minute(text: &str) -> Option<Kept> {
        let end = Instant::now() + Duration::from_secs(60);
        Some(Kept { value: SecretBytes::from(text.to_owned()), fresh_until: end, stale_until: end })
    }

    #[test]
    fn what_is_retired_holds_nothing_and_takes_nothing() {
        let keep = Keep::new();
        let now = Instant::now();
        keep.set(for_a_minute("before"));
        assert!(keep.fresh(now).unwrap().ct_eq("before"));
        keep.retire();
        for _ in 0..2 {
            assert_eq!((keep.fresh(now), keep.stale(now), keep.fresh_for(now)), (None, None, None));
            keep.set(for_a_minute("after"));
        }
    }
}
