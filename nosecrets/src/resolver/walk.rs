//! From the first place of a reference to the one that has the secret.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{ready, Context, Poll};

use super::core::{Core, Lookup, Wanted};
use super::flight::Waiting;
use crate::error::Tried;
use crate::{Error, ErrorKind, Failure, Place, SecretBytes, SecretRef};

/// Asks one place after the other.
///
/// The next is asked only if this one has no secret. A place that refuses, or
/// does not answer, may well have it, so that another would be the wrong one.
pub(crate) struct Walk {
    core: Arc<Core>,
    reference: SecretRef,
    anew: bool,
    waiting: Option<Waiting>,
    tried: Vec<Tried>,
}

impl Walk {
    /// `anew`: values that are kept will not do.
    pub(crate) fn new(core: &Arc<Core>, reference: SecretRef, anew: bool) -> Walk {
        Walk { core: Arc::clone(core), reference, anew, waiting: None, tried: Vec::new() }
    }

    /// The place that is to be asked, or is being asked.
    pub(crate) fn place(&self) -> Option<Place> {
        self.reference.places().get(self.tried.len()).copied()
    }

    /// Asks the places before the first remote one.
    pub(crate) fn walk_local(&mut self) -> Option<Result<SecretBytes, Error>> {
        while let Some(place) = self.place() {
            if let Some(end) = self.note(place, self.core.local(&place)?) {
                return Some(end);
            }
        }
        Some(Err(self.error()))
    }

    /// Takes a seat for the remote place that is next, to be asked for together
    /// with others.
    pub(crate) fn board(&mut self) -> Option<Wanted> {
        let place = self.place()?;
        let slot = self.core.cache.slot(&place, self.core.provider(&place).ok()?);
        let (lookup, wanted) = Core::board(&slot, self.anew);
        if let Lookup::Wait(waiting) = lookup {
            self.waiting = Some(waiting);
        }
        wanted
    }

    /// Whether that was the last place that needs to be asked.
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
