//! Blocks the caller's thread on a future.

use std::convert::Infallible;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Instant;

use super::lock;

/// Whether the future has been woken. It is a condition variable rather than `std::thread::park`,
/// whose token may belong to the executor that the caller runs in.
#[derive(Default)]
struct Signal {
    woken: Mutex<bool>,
    changed: Condvar,
}

impl Wake for Signal {
    fn wake(self: Arc<Signal>) {
        *lock(&self.woken) = true;
        self.changed.notify_one();
    }
}

impl Signal {
    fn wait(&self) {
        let mut woken = lock(&self.woken);
        while !*woken {
            woken = self.changed.wait(woken).unwrap_or_else(PoisonError::into_inner);
        }
        *woken = false;
    }

    /// # Errors
    /// If it is not woken by then.
    fn wait_until(&self, deadline: Instant) -> Result<(), TooLate> {
        let mut woken = lock(&self.woken);
        while !*woken {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(TooLate);
            }
            woken = self.changed.wait_timeout(woken, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        *woken = false;
        Ok(())
    }
}

/// The future is not ready by the deadline.
pub(crate) struct TooLate;

/// Runs the future to completion.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let forever = |signal: &Signal| -> Result<(), Infallible> {
        signal.wait();
        Ok(())
    };
    match drive(future, forever) {
        Ok(output) => output,
        Err(never) => match never {},
    }
}

/// Runs the future to completion, until `deadline` at most.
pub(crate) fn block_until<F: Future>(future: F, deadline: Instant) -> Result<F::Output, TooLate> {
    drive(future, |signal| signal.wait_until(deadline))
}

fn drive<F: Future, E>(future: F, wait: impl Fn(&Signal) -> Result<(), E>) -> Result<F::Output, E> {
    let mut future = pin!(future);
    let signal = Arc::new(Signal::default());
    let waker = Waker::from(Arc::clone(&signal));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return Ok(output),
            Poll::Pending => wait(&signal)?,
        }
    }
}
