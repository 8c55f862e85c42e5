//! Tasks that wait for the same thing.

use std::collections::HashMap;
use std::task::Waker;

/// Who is to be woken. Each waiter holds a ticket, so that one that gives up
/// can be struck off.
#[derive(Default)]
pub(crate) struct Wakers {
    next: u64,
    waiting: HashMap<u64, Waker>,
}

impl Wakers {
    /// Puts a waiter on the list, or replaces its waker.
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

    /// All of them, to be woken once no lock is held.
    pub(crate) fn take(&mut self) -> impl Iterator<Item = Waker> {
        std::mem::take(&mut self.waiting).into_values()
    }
}
