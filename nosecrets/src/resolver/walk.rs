//! Tries the places of a reference in order.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{ready, Context, Poll};

use super::core::{Core, Lookup, Wanted};
use super::flight::Waiting;
use crate::error::Tried;
use crate::{Error, ErrorKind, Failure, Place, SecretBytes, SecretRef};

/// Tries one place after the other.
///
/// The next place is tried only if this one has no such secret. A place that refuses or does not
/// respond may well have it, so the next one could return the wrong secret.
pub(crate) struct Walk {
    core: Arc<Core>,
    reference: SecretRef,
    anew: bool,
    waiting: Option<Waiting>,
    tried: Vec<Tried>,
}

impl Walk {
    /// With `anew`, cached values are not accepted.
    pub(crate) fn new(core: &Arc<Core>, reference: SecretRef, anew: bool) -> Walk {
        Walk { core: Arc::clone(core), reference, anew, waiting: None, tried: Vec::new() }
    }

    /// The place to query, or being queried.
    pub(crate) fn place(&self) -> Option<Place> {
        self.reference.places().get(self.tried.len()).copied()
    }

    /// Queries the places before the first remote one.
    pub(crate) fn walk_local(&mut self) -> Option<Result<SecretBytes, Error>> {
        while let Some(place) = self.place() {
            if let Some(end) = self.note(place, self.core.local(&place)?) {
                return Some(end);
            }
        }
        Some(Err(self.error()))
    }

    /// Boards the flight of the next remote place, which is to be requested together with others.
    pub(crate) fn board(&mut self) -> Option<Wanted> {
        let place = self.place()?;
        let slot = self.core.cache.slot(&place, self.core.provider(&place).ok()?);
        let (lookup, wanted) = Core::board(&slot, self.anew);
        if let Lookup::Wait(waiting) = lookup {
            self.waiting = Some(waiting);
        }
        wanted
    }

    /// Records a result. Returns the final one if no other place needs to be tried.
    fn note(&mut self, place: Place, result: Result<SecretBytes, Failure>) -> Option<Result<SecretBytes, Error>> {
        let failure = match result {
            Ok(value) => return Some(Ok(value)),
            Err(failure) => failure,
        };
        let has_none = matches!(failure.kind, ErrorKind::Missing | ErrorKind::NotFound | ErrorKind::Empty);
        self.tried.push(Tried::new(place, failure));
        (!has_none || self.place().is_none()).then(|| Err(self.error()))
    }

    fn error(&mut self) -> Error {
        Error::new(self.reference, std::mem::take(&mut self.tried))
    }
}

impl Future for Walk {
    type Output = Result<SecretBytes, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            let Some(place) = self.place() else { return Poll::Ready(Err(self.error())) };
            let result = match &mut self.waiting {
                None => match self.core.look_up(&place, self.anew) {
                    Lookup::Ready(result) => result,
                    Lookup::Wait(waiting) => {
                        self.waiting = Some(waiting);
                        continue;
                    }
                },
                Some(waiting) => {
                    let answer = ready!(Pin::new(waiting).poll(context));
                    let stale = answer.stale.filter(|_| !self.anew);
                    stale.map_or(answer.result, Ok)
                }
            };
            self.waiting = None;
            if let Some(end) = self.note(place, result) {
                return Poll::Ready(end);
            }
        }
    }
}
