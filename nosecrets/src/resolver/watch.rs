//! Subscriptions, which report that a secret was replaced.

use std::future::{poll_fn, Future};
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, Instant};

use super::block::{block_on, block_until};
use super::core::{Core, Lookup};
use super::settings::{Settings, LONGEST};
use super::slot::Slot;
use super::walk::Walk;
use super::{lock, text, Resolver};
use crate::{Error, ErrorKind, Secret, SecretBytes, SecretRef};

/// A file or a variable is checked at least this often.
const LOCAL: Duration = Duration::from_secs(5);
/// No provider is queried more often than this for subscriptions.
const SHORTEST: Duration = Duration::from_millis(20);

/// Reports that a secret was replaced.
///
/// While there is a subscription, the secret is fetched again in the background before its TTL
/// ends, so that reads always find a value. Fetches for other reasons count too. The watched place
/// is the one that has the secret when the subscription is made.
///
/// ```no_run
/// # fn connect(password: &str) {}
/// # static PASSWORD: nosecrets::SecretRef = nosecrets::SecretRef::new(&[]);
/// let mut subscription = PASSWORD.subscribe()?;
/// connect(subscription.latest()?.expose());
/// loop {
///     connect(subscription.changed()?.expose());
/// }
/// # #[allow(unreachable_code)]
/// # Ok::<(), nosecrets::Error>(())
/// ```
pub struct Subscription {
    core: Arc<Core>,
    slot: Arc<Slot>,
    reference: SecretRef,
    seen: u64,
}

impl Subscription {
    /// Finds the place that has the secret.
    ///
    /// # Errors
    /// If no place has it.
    pub(crate) fn new(resolver: &Resolver, reference: SecretRef) -> Result<Subscription, Error> {
        let core = resolver.core();
        let mut walk = Walk::new(core, reference, false);
        let value = block_on(&mut walk)?;
        let Some(place) = walk.place() else { return Err(closed(reference)) };
        let provider = core.provider(&place).map_err(|failure| Error::of_value(reference, failure.kind, ""))?;
        let slot = core.cache.slot(&place, provider);
        let seen = slot.subscribe(value);
        plan_renewal(core, &slot);
        Ok(Subscription { core: Arc::clone(core), slot, reference, seen })
    }

    /// The newest value that was fetched. Sends no request.
    ///
    /// # Errors
    /// If the value is not UTF-8.
    pub fn latest(&self) -> Result<Secret, Error> {
        let newest = lock(&self.slot.state).watch.newest.clone();
        newest.map_or_else(|| Err(closed(self.reference)), |value| text(self.reference, value))
    }

    /// Waits for a value that this subscription has not returned yet.
    ///
    /// # Errors
    /// If the value is not UTF-8, or the resolver was dropped.
    pub fn changed(&mut self) -> Result<Secret, Error> {
        block_on(self.changed_async())
    }

    /// [`changed`](Subscription::changed) for a limited time: `None` if there is no new value by
    /// then.
    ///
    /// # Errors
    /// If the value is not UTF-8, or the resolver was dropped.
    pub fn changed_within(&mut self, time: Duration) -> Result<Option<Secret>, Error> {
        let deadline = Instant::now() + time.min(LONGEST);
        block_until(self.changed_async(), deadline).ok().transpose()
    }

    /// [`changed`](Subscription::changed) without blocking, in any executor.
    ///
    /// # Errors
    /// If the value is not UTF-8, or the resolver was dropped.
    pub fn changed_async(&mut self) -> impl Future<Output = Result<Secret, Error>> + Send + '_ {
        let mut ticket = Ticket { slot: Arc::clone(&self.slot), number: None };
        poll_fn(move |context| {
            let watch = &mut lock(&self.slot.state).watch;
            if watch.generation != self.seen {
                self.seen = watch.generation;
                let newest = watch.newest.clone();
                return Poll::Ready(
                    newest.map_or_else(|| Err(closed(self.reference)), |value| text(self.reference, value)),
                );
            }
            if watch.closed {
                return Poll::Ready(Err(closed(self.reference)));
            }
            watch.waiting.register(&mut ticket.number, context.waker());
            Poll::Pending
        })
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        let watch = &mut lock(&self.slot.state).watch;
        watch.subscriptions -= 1;
        let renewal = (watch.subscriptions == 0).then(|| watch.renewal.take());
        if let Some(key) = renewal.flatten() {
            self.core.threads.cancel(key);
        }
    }
}

/// Removes a waiter when it gives up.
struct Ticket {
    slot: Arc<Slot>,
    number: Option<u64>,
}

impl Drop for Ticket {
    fn drop(&mut self) {
        if let Some(number) = self.number {
            lock(&self.slot.state).watch.waiting.strike_off(number);
        }
    }
}

fn closed(reference: SecretRef) -> Error {
    Error::of_value(reference, ErrorKind::Unavailable, "the resolver is shut down")
}

impl Slot {
    /// Counts a subscription that knows `value`, and returns the count of values that it has seen.
    fn subscribe(&self, value: SecretBytes) -> u64 {
        let watch = &mut lock(&self.state).watch;
        if watch.subscriptions == 0 {
            watch.newest = Some(value);
        }
        watch.subscriptions += 1;
        watch.generation
    }
}

/// Schedules the next fetch, if anyone is subscribed to the slot.
pub(crate) fn plan_renewal(core: &Arc<Core>, slot: &Arc<Slot>) {
    let next = slot.renew_at(&core.settings);
    let watch = &mut lock(&slot.state).watch;
    if let Some(key) = watch.renewal.take() {
        core.threads.cancel(key);
    }
    if watch.subscriptions > 0 && !watch.closed {
        let (core_then, slot_then) = (Arc::clone(core), Arc::clone(slot));
        // The watch receives the answer by itself; nobody waits for it here.
        let renew = move || drop::<Lookup>(core_then.ask(&slot_then, true));
        watch.renewal = core.threads.at(next, Box::new(renew)).ok();
    }
}

impl Slot {
    /// The time when four fifths of the value's lifetime are over: early enough for retries.
    fn renew_at(&self, settings: &Settings) -> Instant {
        let now = Instant::now();
        let wait = match self.provider.is_remote() {
            true => self.keep.fresh_for(now).unwrap_or(settings.longest_backoff),
            false => settings.ttl.min(LOCAL),
        };
        now + wait.mul_f64(0.8).max(SHORTEST)
    }
}

/// Tells all waiters that there will be no more values.
pub(crate) fn close(slot: &Slot) {
    let watch = &mut lock(&slot.state).watch;
    watch.closed = true;
    let wakers = watch.waiting.take();
    wakers.for_each(std::task::Waker::wake);
}
