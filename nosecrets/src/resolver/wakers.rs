//! Tasks that wait for one event.

use std::collections::HashMap;
use std::task::Waker;

/// The waiters to wake. Each one holds a ticket, so that it can be removed when it gives up.
#[derive(Default)]
pub(crate) struct Wakers {
    next: u64,
    waiting: HashMap<u64, Waker>,
}

impl Wakers {
    /// Adds a waiter, or replaces its waker.
    pub(crate) fn register(&mut self, ticket: &mut Option<u64>, waker: &Waker) {
        let ticket = *ticket.get_or_insert_with(|| {
            self.next += 1;
            self.next
        });
        self.waiting.insert(ticket, waker.clone());
    }

    pub(crate) fn strike_off(&mut self, ticket: u64) {
        self.waiting.remove(&ticket);
    }

    /// Removes all wakers, to be woken when no lock is held.
    pub(crate) fn take(&mut self) -> impl Iterator<Item = Waker> {
        std::mem::take(&mut self.waiting).into_values()
    }
}
