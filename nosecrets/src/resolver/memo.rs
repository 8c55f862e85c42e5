//! A thread-local memory of the last reads, so that reading a reference again takes no shared lock
//! and compares no strings.

use std::cell::RefCell;
use std::mem::size_of;
use std::sync::Arc;

use super::keep::Keep;
use crate::Place;

/// Number of references that a thread can read in turn without evicting any, if their addresses are
/// far enough apart. A power of two.
const SEATS: usize = 32;

/// Where a resolver caches the value of a place.
struct Entry {
    /// The resolver's number.
    cache: u64,
    /// Compared by address: the place at an address never changes.
    place: &'static Place,
    keep: Arc<Keep>,
}

/// An unused seat.
const EMPTY: Option<Entry> = None;

thread_local! {
    // Our oldest compiler does not accept a block with items here.
    static MEMO: RefCell<[Option<Entry>; SEATS]> = const { RefCell::new([EMPTY; SEATS]) };
}

/// Calls `look` with the keep that this thread remembers for the place.
pub(crate) fn recall<T>(cache: u64, place: &'static Place, look: impl FnOnce(&Keep) -> Option<T>) -> Option<T> {
    // A thread that is about to end remembers nothing.
    let recalled = MEMO.try_with(|memo| match &memo.borrow()[seat(place)] {
        Some(entry) if entry.cache == cache && std::ptr::eq(entry.place, place) => look(&entry.keep),
        _ => None,
    });
    recalled.ok().flatten()
}

/// Remembers the keep, in place of the previous one in its seat.
pub(crate) fn remember(cache: u64, place: &'static Place, keep: &Arc<Keep>) {
    let entry = Entry { cache, place, keep: Arc::clone(keep) };
    // The previous entry is dropped after the borrow.
    let _before = MEMO.try_with(|memo| memo.borrow_mut()[seat(place)].replace(entry));
}

fn seat(place: &'static Place) -> usize {
    let address: *const Place = place;
    (address as usize / size_of::<Place>()) % SEATS
}
