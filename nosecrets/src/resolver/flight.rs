//! A pending request, and everyone who waits for its answer.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock};
use std::task::{Context, Poll};

use super::lock;
use super::threads::Key;
use super::wakers::Wakers;
use crate::{Failure, SecretBytes};

/// The outcome of a request.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) result: Result<SecretBytes, Failure>,
    /// A cached value that may stand in for a provider that does not respond.
    pub(crate) stale: Option<SecretBytes>,
}

/// A single-flight request: all readers of a place that is being queried wait for one flight, so a
/// thousand readers make one request.
pub(crate) struct Flight {
    state: Mutex<State>,
    /// The timer that ends the flight if the provider does not.
    pub(crate) timer: OnceLock<Key>,
}

enum State {
    Pending(Wakers),
    Done(Answer),
}

impl Flight {
    pub(crate) fn new() -> Arc<Flight> {
        Arc::new(Flight { state: Mutex::new(State::Pending(Wakers::default())), timer: OnceLock::new() })
    }

    /// Delivers the answer to everyone who waits.
    pub(crate) fn land(&self, answer: Answer) {
        let before = std::mem::replace(&mut *lock(&self.state), State::Done(answer));
        if let State::Pending(mut wakers) = before {
            wakers.take().for_each(std::task::Waker::wake);
        }
    }
}

/// A reader that waits.
pub(crate) struct Waiting {
    flight: Arc<Flight>,
    ticket: Option<u64>,
}

impl From<Arc<Flight>> for Waiting {
    fn from(flight: Arc<Flight>) -> Waiting {
        Waiting { flight, ticket: None }
    }
}

impl Future for Waiting {
    type Output = Answer;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Answer> {
        let Waiting { flight, ticket } = &mut *self;
        match &mut *lock(&flight.state) {
            State::Done(answer) => Poll::Ready(answer.clone()),
            State::Pending(wakers) => {
                wakers.register(ticket, context.waker());
                Poll::Pending
            }
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let (Some(ticket), State::Pending(wakers)) = (self.ticket, &mut *lock(&self.flight.state)) {
            wakers.strike_off(ticket);
        }
    }
}
