//! The cache of a resolver, by place.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;

use super::hash::BuildPlaceHasher;
use super::memo;
use super::slot::Slot;
use crate::{Place, Provider, SecretBytes};

type Slots = HashMap<Place, Arc<Slot>, BuildPlaceHasher>;

/// A bounded number of slots. A slot in use by a request or subscription is never evicted, so the
/// bound may be exceeded by that many.
pub(crate) struct Cache {
    /// Unique among all caches of the process, past ones included.
    number: u64,
    capacity: usize,
    slots: RwLock<Slots>,
}

impl Cache {
    pub(crate) fn new(capacity: usize) -> Cache {
        static CACHES: AtomicU64 = AtomicU64::new(0);
        let number = CACHES.fetch_add(1, Ordering::Relaxed);
        Cache { number, capacity: capacity.max(1), slots: RwLock::default() }
    }

    /// The value of the place, if it is still fresh.
    pub(crate) fn fresh(&self, place: &'static Place) -> Option<SecretBytes> {
        let now = Instant::now();
        memo::recall(self.number, place, |keep| keep.fresh(now)).or_else(|| self.find_fresh(place, now))
    }

    fn find_fresh(&self, place: &'static Place, now: Instant) -> Option<SecretBytes> {
        let slots = self.slots.read().unwrap_or_else(PoisonError::into_inner);
        let keep = &slots.get(place)?.keep;
        memo::remember(self.number, place, keep);
        keep.fresh(now)
    }

    /// The slot of the place; created if there is none.
    pub(crate) fn slot(&self, place: &Place, provider: &Arc<dyn Provider>) -> Arc<Slot> {
        if let Some(slot) = self.slots.read().unwrap_or_else(PoisonError::into_inner).get(place) {
            return Arc::clone(slot);
        }
        let mut slots = self.slots.write().unwrap_or_else(PoisonError::into_inner);
        if slots.len() >= self.capacity && !slots.contains_key(place) {
            evict(&mut slots);
        }
        let new = || Arc::new(Slot::new(*place, Arc::clone(provider)));
        Arc::clone(slots.entry(*place).or_insert_with(new))
    }

    pub(crate) fn all(&self) -> Vec<Arc<Slot>> {
        self.slots.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }
}

/// Removes the least recently used slot. Scanning all slots costs little compared with the request
/// that the new one stands for.
fn evict(slots: &mut Slots) {
    let idle = slots.iter().filter_map(|(place, slot)| Some((slot.idle_since()?, *place)));
    if let Some((_, place)) = idle.min_by_key(|(used, _)| *used) {
        // Threads may remember its keep.
        slots.remove(&place).into_iter().for_each(|slot| slot.keep.retire());
    }
}
