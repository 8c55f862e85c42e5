//! Renews the token in time, even while nobody reads a secret. Otherwise a token that cannot be
//! replaced would be lost.

use std::sync::mpsc::{channel, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use super::server::Server;

/// Maximum duration of one renewal.
const PATIENCE: Duration = Duration::from_secs(30);

/// Wait after a failed renewal; doubled each time.
const FIRST_WAIT: Duration = Duration::from_secs(1);

/// Maximum of this wait, as in the official client.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// A thread that renews a server's token until this is dropped.
pub(super) struct Renewer {
    server: Weak<Server>,
    thread: Mutex<Thread>,
}

#[derive(Default)]
struct Thread {
    /// Wakes the thread; dropping it ends the thread.
    waker: Option<Sender<()>>,
    /// The due time that the thread knows.
    due: Option<Instant>,
}

impl Renewer {
    pub(super) fn of(server: &Arc<Server>) -> Renewer {
        Renewer { server: Arc::downgrade(server), thread: Mutex::default() }
    }

    /// Ensures that a thread renews the current token.
    pub(super) fn watch(&self) {
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        let due = due(&self.server);
        if due.is_none() || due == thread.due {
            return;
        }
        thread.due = due;
        if thread.waker.as_ref().is_some_and(|waker| waker.send(()).is_ok()) {
            return;
        }
        let (waker, woken) = channel();
        let server = Weak::clone(&self.server);
        // If no thread can be started, tokens are renewed when secrets are read.
        let spawned = thread::Builder::new().name("nosecrets-vault".into()).spawn(move || run(&server, &woken));
        thread.waker = spawned.is_ok().then_some(waker);
    }
}

/// Waits until the token is due, renews it, and repeats.
fn run(server: &Weak<Server>, woken: &Receiver<()>) {
    let mut backoff = FIRST_WAIT;
    let mut tried = None;
    loop {
        let due = due(server);
        let pause = match due {
            Some(due) if tried == Some(due) => backoff,
            Some(due) => due.saturating_duration_since(Instant::now()),
            None => LONGEST_WAIT,
        };
        match woken.recv_timeout(pause) {
            Ok(()) => continue,
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {}
        }
        let Some(server) = server.upgrade() else { return };
        backoff = if tried == due { (backoff * 2).min(LONGEST_WAIT) } else { FIRST_WAIT };
        tried = due;
        if due.is_some() {
            // If it fails, the next reader of a secret gets the error.
            let _ = server.token(Instant::now() + PATIENCE);
        }
    }
}

/// The time at which the token should be renewed.
fn due(server: &Weak<Server>) -> Option<Instant> {
    server.upgrade()?.session.current()?.lease.as_ref()?.due()
}
