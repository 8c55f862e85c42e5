//! Queries providers and caches their answers.

use std::collections::{BTreeMap, HashMap};
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::cache::Cache;
use super::flight::{Flight, Waiting};
use super::random::shortened;
use super::settings::Settings;
use super::slot::{Boarding, Landed, Slot};
use super::threads::Threads;
use super::watch;
use crate::event;
use crate::{ErrorKind, Failure, Fetched, Place, Provider, SecretBytes};

/// The state that all handles of a resolver share, with its threads.
pub(crate) struct Core {
    pub(crate) settings: Settings,
    /// There are few, so a linear search will do.
    providers: Vec<(&'static str, Arc<dyn Provider>)>,
    pub(crate) cache: Cache,
    pub(crate) threads: Threads,
}

/// A value, or a pending request.
pub(crate) enum Lookup {
    Ready(Result<SecretBytes, Failure>),
    Wait(Waiting),
}

/// A slot whose provider must be queried, and the flight that waits for the answer.
pub(crate) struct Wanted {
    slot: Arc<Slot>,
    flight: Arc<Flight>,
}

/// Places of one provider that are requested together. A job that is dropped before it is done
/// fails its flights, so that nobody waits forever.
struct Job {
    core: Arc<Core>,
    wanted: Vec<Wanted>,
    /// Number of previous attempts.
    tries: u32,
    deadline: Instant,
}

impl Core {
    pub(crate) fn new(settings: Settings, providers: HashMap<&'static str, Arc<dyn Provider>>) -> Core {
        let cache = Cache::new(settings.capacity);
        let threads = Threads::new(settings.threads);
        Core { settings, providers: providers.into_iter().collect(), cache, threads }
    }

    /// # Errors
    /// `Missing` if no provider is registered for the scheme.
    pub(crate) fn provider(&self, place: &Place) -> Result<&Arc<dyn Provider>, Failure> {
        let unknown = || format!("no provider is registered for the scheme `{}`", place.scheme());
        let found = self.providers.iter().find(|(scheme, _)| *scheme == place.scheme());
        found.map(|(_, provider)| provider).ok_or_else(|| Failure::new(ErrorKind::Missing, unknown()))
    }

    /// The value of the place, if its provider is local and so costs nothing to query.
    pub(crate) fn local(&self, place: &Place) -> Option<Result<SecretBytes, Failure>> {
        let provider = match self.provider(place) {
            Ok(provider) => provider,
            Err(failure) => return Some(Err(failure)),
        };
        let fetch = || checked(provider.fetch(place, Instant::now() + self.settings.try_timeout));
        (!provider.is_remote()).then(|| fetch().map(|fetched| fetched.value))
    }

    /// With `anew`, a cached value is not accepted.
    pub(crate) fn look_up(self: &Arc<Core>, place: &Place, anew: bool) -> Lookup {
        if let Some(result) = self.local(place) {
            return Lookup::Ready(result);
        }
        match self.provider(place) {
            Ok(provider) => self.ask(&self.cache.slot(place, provider), anew),
            Err(failure) => Lookup::Ready(Err(failure)),
        }
    }

    /// Joins the slot's flight, or starts one.
    pub(crate) fn ask(self: &Arc<Core>, slot: &Arc<Slot>, anew: bool) -> Lookup {
        let (lookup, wanted) = Core::board(slot, anew);
        self.depart_together(wanted.into_iter().collect());
        lookup
    }

    /// Joins the slot's flight. If it is new, the caller must make it
    /// [depart](Core::depart_together).
    pub(crate) fn board(slot: &Arc<Slot>, anew: bool) -> (Lookup, Option<Wanted>) {
        match slot.board(anew) {
            Boarding::Value(value) => (Lookup::Ready(Ok(value)), None),
            Boarding::Join(flight) => (Lookup::Wait(Waiting::from(flight)), None),
            Boarding::Start(flight) => {
                let wanted = Wanted { slot: Arc::clone(slot), flight: Arc::clone(&flight) };
                (Lookup::Wait(Waiting::from(flight)), Some(wanted))
            }
        }
    }

    /// Queries each provider, with as many places per request as it accepts.
    pub(crate) fn depart_together(self: &Arc<Core>, wanted: Vec<Wanted>) {
        let mut by_scheme: BTreeMap<&str, Vec<Wanted>> = BTreeMap::new();
        for wanted in wanted {
            by_scheme.entry(wanted.slot.place.scheme()).or_default().push(wanted);
        }
        for mut wanted in by_scheme.into_values() {
            let size = wanted.first().map_or(1, |first| first.slot.provider.batch_size().max(1));
            while !wanted.is_empty() {
                let rest = wanted.split_off(size.min(wanted.len()));
                self.depart(std::mem::replace(&mut wanted, rest));
            }
        }
    }

    fn depart(self: &Arc<Core>, wanted: Vec<Wanted>) {
        let deadline = Instant::now() + self.settings.deadline;
        for Wanted { slot, flight } in &wanted {
            let (core, slot, of) = (Arc::clone(self), Arc::clone(slot), Arc::clone(flight));
            let late = move || core.land(&slot, &of, Err(core.too_late()));
            // If the clock thread cannot start, the first worker to fail reports it.
            if let Ok(key) = self.threads.at(deadline, Box::new(late)) {
                let _ = flight.timer.set(key);
            }
        }
        Job { core: Arc::clone(self), wanted, tries: 0, deadline }.start();
    }

    fn too_late(&self) -> Failure {
        Failure::new(ErrorKind::Unavailable, format!("no response within {:?}", self.settings.deadline))
    }

    /// The wait before the next attempt, if there is to be one.
    fn pause<'a, T>(
        &self,
        result: &'a Result<T, Failure>,
        tries: u32,
        deadline: Instant,
    ) -> Option<(&'a Failure, Duration)> {
        let failure = result.as_ref().err()?;
        if failure.kind != ErrorKind::Unavailable || tries > self.settings.retries {
            return None;
        }
        let wait = failure.retry_after.unwrap_or_else(|| shortened(self.settings.backoff(tries), 1.0));
        (wait < deadline.saturating_duration_since(Instant::now())).then_some((failure, wait))
    }

    fn land(self: &Arc<Core>, slot: &Arc<Slot>, flight: &Arc<Flight>, outcome: Result<Fetched, Failure>) {
        if let Some(key) = flight.timer.get() {
            self.threads.cancel(*key);
        }
        let said = event::Said::of(&outcome);
        match slot.land(flight, outcome, &self.settings) {
            Landed::Late => return,
            Landed::Stale => event::stale(&slot.place, &said),
            Landed::Known { changed } => event::answered(&slot.place, &said, changed),
        }
        watch::plan_renewal(self, slot);
    }

    /// Ends the threads, and every pending request.
    pub(crate) fn shut_down(self: &Arc<Core>) {
        self.threads.shut_down();
        let failure = Failure::new(ErrorKind::Unavailable, "the resolver is shut down");
        for slot in self.cache.all() {
            // This also fails a flight whose provider is being queried.
            if let Some(flight) = slot.flight() {
                self.land(&slot, &flight, Err(failure.clone()));
            }
            watch::close(&slot);
            slot.keep.retire();
        }
    }
}

impl Job {
    fn start(self) {
        let core = Arc::clone(&self.core);
        // A rejected task is dropped, and the job with it.
        let _ = core.threads.run(Box::new(move || self.run()));
    }

    fn start_after(self, pause: Duration) {
        let core = Arc::clone(&self.core);
        let _ = core.threads.at(Instant::now() + pause, Box::new(move || self.start()));
    }

    /// Makes one attempt, on a thread of the resolver.
    fn run(mut self) {
        let until = self.deadline.min(Instant::now() + self.core.settings.try_timeout);
        let results = results(&self.wanted, until);
        self.tries += 1;
        let mut pause = Duration::ZERO;
        for (wanted, result) in std::mem::take(&mut self.wanted).into_iter().zip(results) {
            match self.core.pause(&result, self.tries, self.deadline) {
                Some((failure, wait)) => {
                    event::retrying(&wanted.slot.place, failure, wait);
                    pause = pause.max(wait);
                    self.wanted.push(wanted);
                }
                None => self.core.land(&wanted.slot, &wanted.flight, result),
            }
        }
        if !self.wanted.is_empty() {
            self.start_after(pause);
        }
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        let failure = Failure::new(ErrorKind::Unavailable, "the resolver is shut down, or cannot start a thread");
        for wanted in std::mem::take(&mut self.wanted) {
            self.core.land(&wanted.slot, &wanted.flight, Err(failure.clone()));
        }
    }
}

/// One result for each place, whatever the provider does.
fn results(wanted: &[Wanted], until: Instant) -> Vec<Result<Fetched, Failure>> {
    let places: Vec<Place> = wanted.iter().map(|wanted| wanted.slot.place).collect();
    let answers = catch_unwind(AssertUnwindSafe(|| match wanted {
        [one] => vec![one.slot.provider.fetch(&one.slot.place, until)],
        [first, ..] => first.slot.provider.fetch_all(&places, until),
        [] => Vec::new(),
    }));
    let (answers, why) = match answers {
        Ok(answers) => (answers, "the provider returned too few results"),
        Err(_) => (Vec::new(), "the provider panicked"),
    };
    let missing = std::iter::repeat_with(|| Err(Failure::new(ErrorKind::Malformed, why)));
    answers.into_iter().map(checked).chain(missing).take(wanted.len()).collect()
}

/// Rejects an empty value: no credential is empty.
fn checked(result: Result<Fetched, Failure>) -> Result<Fetched, Failure> {
    result.and_then(|fetched| match fetched.value.expose().is_empty() {
        true => Err(Failure::new(ErrorKind::Empty, "")),
        false => Ok(fetched),
    })
}
