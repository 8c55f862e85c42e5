//! A login shared by all threads.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::{ErrorKind, Failure};

/// How long a login is used after a failed renewal, before the next attempt.
const PAUSE: Duration = Duration::from_secs(1);

/// The state of a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Health {
    /// It can be used.
    Good,
    /// It can be used, and should be renewed.
    Due,
    /// It cannot be used.
    Dead,
}

/// The login to one server. One thread at a time creates or renews it.
#[derive(Debug)]
pub(crate) struct Session<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

#[derive(Debug)]
struct State<T> {
    login: Option<Arc<T>>,
    is_busy: bool,
    /// No renewal before this time, because the last one failed.
    paused: Option<Instant>,
}

impl<T> State<T> {
    fn is_paused(&self) -> bool {
        self.paused.is_some_and(|until| Instant::now() < until)
    }
}

/// A derived `Default` would require `T: Default`.
impl<T> Session<T> {
    pub(crate) fn new() -> Session<T> {
        Session { state: Mutex::new(State { login: None, is_busy: false, paused: None }), changed: Condvar::new() }
    }

    /// The current login.
    #[cfg(any(test, feature = "vault"))]
    pub(crate) fn current(&self) -> Option<Arc<T>> {
        self.lock().login.clone()
    }

    /// A usable login. `renew` makes a new one, from the old one if there is one, dead or not. If
    /// renewal fails, the old login is returned as long as it is usable.
    ///
    /// # Errors
    /// The errors of `renew`; `Unavailable` if another thread is not done by `deadline`.
    pub(crate) fn get(
        &self,
        deadline: Instant,
        health: impl Fn(&T) -> Health,
        renew: impl FnOnce(Option<&T>) -> Result<T, Failure>,
    ) -> Result<Arc<T>, Failure> {
        let mut state = self.lock();
        let old = loop {
            match (state.login.clone(), state.is_busy) {
                (Some(login), _) if health(&login) == Health::Good => return Ok(login),
                (Some(login), is_busy) if health(&login) == Health::Due && (is_busy || state.is_paused()) => {
                    return Ok(login);
                }
                (old, false) => break old,
                (_, true) => state = self.wait(state, deadline)?,
            }
        };
        state.is_busy = true;
        drop(state);
        let busy = Busy(self);
        let renewed = renew(old.as_deref()).map(Arc::new);
        match (renewed, old) {
            (Ok(login), _) => {
                busy.0.lock().login = Some(Arc::clone(&login));
                Ok(login)
            }
            (Err(_), Some(login)) if health(&login) != Health::Dead => {
                busy.0.lock().paused = Some(Instant::now() + PAUSE);
                Ok(login)
            }
            (Err(failure), _) => Err(failure),
        }
    }

    /// Discards a login that the server rejected, unless it has been replaced already.
    pub(crate) fn reject(&self, login: &Arc<T>) {
        let mut state = self.lock();
        if state.login.as_ref().is_some_and(|current| Arc::ptr_eq(current, login)) {
            state.login = None;
        }
    }

    fn wait<'a>(
        &'a self,
        state: MutexGuard<'a, State<T>>,
        deadline: Instant,
    ) -> Result<MutexGuard<'a, State<T>>, Failure> {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Failure::new(ErrorKind::Unavailable, "the login of another thread takes too long"));
        }
        Ok(self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0)
    }

    /// No step leaves the state half changed, so a poisoned lock is harmless.
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets the next thread try, even if this one panics.
struct Busy<'a, T>(&'a Session<T>);

impl<T> Drop for Busy<'_, T> {
    fn drop(&mut self) {
        self.0.lock().is_busy = false;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::*;

    fn soon() -> Instant {
        Instant::now() + Duration::from_secs(20)
    }

    #[test]
    fn many_threads_make_one_login() {
        let (session, logins) = (Session::new(), AtomicUsize::new(0));
        let login = |_: Option<&usize>| {
            thread::sleep(Duration::from_millis(20));
            Ok(logins.fetch_add(1, Ordering::SeqCst))
        };
        thread::scope(|scope| {
            for _ in 0..20 {
                scope.spawn(|| assert_eq!(*session.get(soon(), |_| Health::Good, login).unwrap(), 0));
            }
        });
        assert_eq!(logins.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn a_login_that_is_due_is_renewed_and_used_on_if_that_fails() {
        let session = Session::new();
        session.get(soon(), |_| Health::Good, |_| Ok(1)).unwrap();
        let failure = || Failure::new(ErrorKind::Unavailable, "down");
        assert_eq!(*session.get(soon(), |_| Health::Due, |_| Err(failure())).unwrap(), 1);
        assert_eq!(*session.get(soon(), |_| Health::Due, |_| panic!("too soon")).unwrap(), 1);
        session.lock().paused = None;
        assert_eq!(*session.get(soon(), |_| Health::Due, |old| Ok(old.unwrap() + 1)).unwrap(), 2);
        assert_eq!(session.get(soon(), |_| Health::Dead, |_| Err(failure())), Err(failure()));
    }

    #[test]
    fn only_the_login_that_was_used_is_rejected() {
        let session = Session::new();
        let first = session.get(soon(), |_| Health::Good, |_| Ok(1)).unwrap();
        session.reject(&first);
        let second = session.get(soon(), |_| Health::Good, |_| Ok(2)).unwrap();
        session.reject(&first);
        assert_eq!(session.current(), Some(second));
    }

    #[test]
    fn a_thread_waits_for_another_until_its_own_deadline() {
        let session = Session::new();
        thread::scope(|scope| {
            scope.spawn(|| {
                let slow = |_: Option<&u8>| {
                    thread::sleep(Duration::from_millis(300));
                    Ok(1)
                };
                session.get(soon(), |_| Health::Good, slow)
            });
            while !session.lock().is_busy {
                thread::yield_now();
            }
            let hurried = session.get(Instant::now() + Duration::from_millis(10), |_| Health::Good, |_| Ok(2));
            assert_eq!(hurried.unwrap_err().kind, ErrorKind::Unavailable);
        });
    }
}
