//! Renews the token in time, also while nobody reads a secret: a token that
//! cannot be had again would be lost otherwise.

use std::sync::mpsc::{channel, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use super::server::Server;

/// For how long one renewal may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The wait after a renewal that failed; doubled each time.
const FIRST_WAIT: Duration = Duration::from_secs(1);

/// The longest such wait, that of the official client.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// A thread that renews the token of a server until this is dropped.
pub(super) struct Renewer {
    server: Weak<Server>,
    thread: Mutex<Thread>,
}

#[derive(Default)]
struct Thread {
    /// Wakes the thread; dropping it ends the thread.
    waker: Option<Sender<()>>,
    /// The date that the thread knows of.
    due: Option<Instant>,
}

impl Renewer {
    pub(super) fn of(server: &Arc<Server>) -> Renewer {
        Renewer { server: Arc::downgrade(server), thread: Mutex::default() }
    }

    /// Sees to it that a thread renews the token that there is now.
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
        // Where no thread can be had, tokens are renewed when secrets are read.
        let spawned = thread::Builder::new().name("nosecrets-vault".into()).spawn(move || run(&server, &woken));
        thread.waker = spawned.is_ok().then_some(waker);
    }
}

/// Waits for the date of the token, renews it, and again.
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
            // If it fails, the next one that reads a secret learns why.
            let _ = server.token(Instant::now() + PATIENCE);
        }
    }
}

/// When the token should be renewed.
fn due(server: &Weak<Server>) -> Option<Instant> {
    server.upgrade()?.session.current()?.lease.as_ref()?.due()
}
