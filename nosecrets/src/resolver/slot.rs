//! The state of one place.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use super::flight::{Answer, Flight};
use super::keep::{Keep, Kept};
use super::lock;
use super::random::shortened;
use super::settings::{Settings, LONGEST};
use super::threads::Key;
use super::wakers::Wakers;
use crate::{ErrorKind, Failure, Fetched, Place, Provider, SecretBytes};

/// The cached value of a place, its pending request, and its subscriptions.
pub(crate) struct Slot {
    pub(crate) place: Place,
    pub(crate) provider: Arc<dyn Provider>,
    /// Its lock may be taken while the state's lock is held, but never the other way round.
    pub(crate) keep: Arc<Keep>,
    pub(crate) state: Mutex<State>,
}

pub(crate) struct State {
    flight: Option<Arc<Flight>>,
    /// Until then the provider is not queried if a stale value can stand in.
    rest_until: Instant,
    pub(crate) watch: Watch,
}

/// What the subscriptions of a place share.
#[derive(Default)]
pub(crate) struct Watch {
    pub(crate) subscriptions: usize,
    /// The newest value that was fetched, and how many preceded it.
    pub(crate) newest: Option<SecretBytes>,
    pub(crate) generation: u64,
    pub(crate) waiting: Wakers,
    pub(crate) renewal: Option<Key>,
    pub(crate) closed: bool,
}

/// What a reader gets.
pub(crate) enum Boarding {
    Value(SecretBytes),
    Join(Arc<Flight>),
    /// The caller must query the provider and [`land`](Slot::land) the flight.
    Start(Arc<Flight>),
}

impl Slot {
    pub(crate) fn new(place: Place, provider: Arc<dyn Provider>) -> Slot {
        let state = State { flight: None, rest_until: Instant::now(), watch: Watch::default() };
        Slot { place, provider, keep: Arc::new(Keep::new()), state: Mutex::new(state) }
    }

    /// With `anew`, a cached value is not accepted.
    pub(crate) fn board(&self, anew: bool) -> Boarding {
        let now = Instant::now();
        let mut state = lock(&self.state);
        if let Some(value) = self.good(&state, now).filter(|_| !anew) {
            return Boarding::Value(value);
        }
        if let Some(flight) = &state.flight {
            return Boarding::Join(Arc::clone(flight));
        }
        let flight = Flight::new();
        state.flight = Some(Arc::clone(&flight));
        Boarding::Start(flight)
    }

    /// Delivers the outcome of the flight, unless it has landed already.
    pub(crate) fn land(&self, flight: &Arc<Flight>, outcome: Result<Fetched, Failure>, settings: &Settings) -> Landed {
        let now = Instant::now();
        let mut state = lock(&self.state);
        if !state.flight.as_ref().is_some_and(|current| Arc::ptr_eq(current, flight)) {
            return Landed::Late;
        }
        state.flight = None;
        let changed = outcome.as_ref().is_ok_and(|fetched| state.watch.publish(&fetched.value));
        let answer = match outcome {
            Ok(fetched) => self.keep(&mut state, fetched, settings, now),
            Err(failure) => self.fail(&mut state, failure, settings, now),
        };
        let wakers = changed.then(|| state.watch.waiting.take());
        let landed = if answer.stale.is_some() { Landed::Stale } else { Landed::Known { changed } };
        drop(state);
        flight.land(answer);
        wakers.into_iter().flatten().for_each(std::task::Waker::wake);
        landed
    }

    /// When it was last used, if it may be evicted now.
    pub(crate) fn idle_since(&self) -> Option<Instant> {
        let state = lock(&self.state);
        (state.flight.is_none() && state.watch.subscriptions == 0).then(|| self.keep.used())
    }

    /// The pending flight.
    pub(crate) fn flight(&self) -> Option<Arc<Flight>> {
        lock(&self.state).flight.clone()
    }

    /// A value that may be returned without a query.
    fn good(&self, state: &State, now: Instant) -> Option<SecretBytes> {
        let stale = || (now < state.rest_until).then(|| self.keep.stale(now)).flatten();
        self.keep.fresh(now).or_else(stale)
    }

    fn keep(&self, state: &mut State, fetched: Fetched, settings: &Settings, now: Instant) -> Answer {
        let lease = fetched.lease.unwrap_or(LONGEST).min(LONGEST);
        let fresh_until = now + shortened(settings.ttl.min(lease), settings.jitter);
        // Past its lease a value is worthless, so it never stands in.
        let stale_until = (fresh_until + settings.stale_limit).min(now + lease);
        let value = fetched.value;
        let kept = || Kept { value: value.clone(), fresh_until, stale_until };
        self.keep.set(self.provider.is_remote().then(kept));
        state.rest_until = now;
        Answer { result: Ok(value), stale: None }
    }

    /// Only a provider that does not respond leaves the old value in place. A refusal, or the
    /// report that there is no such secret, is definite.
    fn fail(&self, state: &mut State, failure: Failure, settings: &Settings, now: Instant) -> Answer {
        if failure.kind != ErrorKind::Unavailable {
            self.keep.set(None);
        }
        state.rest_until = now + settings.longest_backoff;
        Answer { result: Err(failure), stale: self.keep.stale(now) }
    }
}

/// The effect of a landing.
pub(crate) enum Landed {
    /// None: the flight had landed before.
    Late,
    /// The old value stands in.
    Stale,
    Known {
        changed: bool,
    },
}

impl Watch {
    /// Returns whether the value differs from the newest one so far.
    fn publish(&mut self, value: &SecretBytes) -> bool {
        if self.subscriptions == 0 || self.newest.as_ref() == Some(value) {
            return false;
        }
        self.generation += 1;
        self.newest = Some(value.clone());
        true
    }
}
