//! The resolver's own threads: a few that query providers, and one for timers.
//!
//! Each is started on demand, and ends after some idle time. So a program that reads its secrets
//! once keeps no threads.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::lock;

/// How long an idle thread waits for work before it ends.
const IDLE: Duration = Duration::from_secs(10);

pub(crate) type Task = Box<dyn FnOnce() + Send>;

/// Identifies a scheduled task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key(Instant, u64);

#[derive(Clone)]
pub(crate) struct Threads(Arc<Shared>);

struct Shared {
    limit: usize,
    queue: Mutex<Queue>,
    work: Condvar,
    clock: Mutex<Clock>,
    tick: Condvar,
}

#[derive(Default)]
struct Queue {
    tasks: VecDeque<Task>,
    workers: usize,
    idle: usize,
    closed: bool,
}

#[derive(Default)]
struct Clock {
    tasks: BTreeMap<Key, Task>,
    last: u64,
    running: bool,
    closed: bool,
}

impl Threads {
    /// Runs at most `limit` tasks at once.
    pub(crate) fn new(limit: usize) -> Threads {
        Threads(Arc::new(Shared {
            limit: limit.max(1),
            queue: Mutex::default(),
            work: Condvar::new(),
            clock: Mutex::default(),
            tick: Condvar::new(),
        }))
    }

    /// Runs the task as soon as a thread is free.
    ///
    /// # Errors
    /// If there is no thread, and none can be started.
    pub(crate) fn run(&self, task: Task) -> io::Result<()> {
        let mut queue = lock(&self.0.queue);
        if queue.closed {
            return Err(closed());
        }
        queue.tasks.push_back(task);
        if queue.idle >= queue.tasks.len() || queue.workers >= self.0.limit {
            self.0.work.notify_one();
            return Ok(());
        }
        queue.workers += 1;
        let shared = Arc::clone(&self.0);
        let started = thread::Builder::new().name("nosecrets".to_owned()).spawn(move || shared.work());
        if let Err(error) = started {
            queue.workers -= 1;
            if queue.workers == 0 {
                let refused = queue.tasks.pop_back();
                // Dropping the task may take the lock.
                drop(queue);
                drop(refused);
                return Err(error);
            }
        }
        Ok(())
    }

    /// Runs the task at this time. It must be short, because it delays other timers.
    ///
    /// # Errors
    /// If there is no timer thread, and none can be started.
    pub(crate) fn at(&self, time: Instant, task: Task) -> io::Result<Key> {
        let mut clock = lock(&self.0.clock);
        if clock.closed {
            return Err(closed());
        }
        if !clock.running {
            let shared = Arc::clone(&self.0);
            thread::Builder::new().name("nosecrets-clock".to_owned()).spawn(move || shared.keep_time())?;
            clock.running = true;
        }
        clock.last += 1;
        let key = Key(time, clock.last);
        clock.tasks.insert(key, task);
        if clock.tasks.keys().next() == Some(&key) {
            self.0.tick.notify_one();
        }
        Ok(key)
    }

    /// Cancels a scheduled task.
    pub(crate) fn cancel(&self, key: Key) {
        // Dropped after the lock is released: what the task owns may cancel other tasks.
        let _task = lock(&self.0.clock).tasks.remove(&key);
    }

    /// Drops every task that has not begun. The threads end as soon as they are free.
    pub(crate) fn shut_down(&self) {
        let mut queue = lock(&self.0.queue);
        queue.closed = true;
        let waiting = std::mem::take(&mut queue.tasks);
        drop(queue);
        let mut clock = lock(&self.0.clock);
        clock.closed = true;
        let later = std::mem::take(&mut clock.tasks);
        drop(clock);
        self.0.work.notify_all();
        self.0.tick.notify_all();
        drop((waiting, later));
    }
}

fn closed() -> io::Error {
    io::Error::new(io::ErrorKind::Other, "the resolver is shut down")
}

fn wait<'a, T>(condition: &Condvar, guard: MutexGuard<'a, T>, time: Duration) -> (MutexGuard<'a, T>, bool) {
    let (guard, result) = condition.wait_timeout(guard, time).unwrap_or_else(PoisonError::into_inner);
    (guard, result.timed_out())
}

impl Shared {
    fn work(&self) {
        while let Some(task) = self.next_task() {
            task();
        }
    }

    /// `None` if the thread must end; it is then no longer counted.
    fn next_task(&self) -> Option<Task> {
        let mut queue = lock(&self.queue);
        let mut bored = false;
        loop {
            if let Some(task) = queue.tasks.pop_front() {
                return Some(task);
            }
            if bored || queue.closed {
                queue.workers -= 1;
                return None;
            }
            queue.idle += 1;
            (queue, bored) = wait(&self.work, queue, IDLE);
            queue.idle -= 1;
        }
    }

    fn keep_time(&self) {
        while let Some(task) = self.next_due() {
            task();
        }
    }

    /// `None` if the thread must end; it is then no longer counted.
    fn next_due(&self) -> Option<Task> {
        let mut clock = lock(&self.clock);
        let mut bored = false;
        loop {
            let next = clock.tasks.keys().next().copied();
            if clock.closed || (bored && next.is_none()) {
                clock.running = false;
                return None;
            }
            let left = next.map(|key| key.0.saturating_duration_since(Instant::now()));
            if let (Some(key), Some(Duration::ZERO)) = (next, left) {
                return clock.tasks.remove(&key);
            }
            (clock, bored) = wait(&self.tick, clock, left.unwrap_or(IDLE));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn no_more_tasks_run_at_once_than_the_limit() {
        let threads = Threads::new(3);
        let running = Arc::new(Mutex::new((0, 0)));
        let (done, all) = mpsc::channel();
        for _ in 0..20 {
            let (running, done) = (Arc::clone(&running), done.clone());
            let task = move || {
                let mut counts = running.lock().unwrap();
                *counts = (counts.0 + 1, counts.1.max(counts.0 + 1));
                drop(counts);
                thread::sleep(Duration::from_millis(5));
                running.lock().unwrap().0 -= 1;
                done.send(()).unwrap();
            };
            threads.run(Box::new(task)).unwrap();
        }
        assert_eq!(all.iter().take(20).count(), 20);
        assert_eq!(running.lock().unwrap().1, 3);
    }

    #[test]
    fn tasks_with_a_time_run_in_the_order_of_their_times() {
        let threads = Threads::new(1);
        let now = Instant::now();
        let (said, words) = mpsc::channel();
        for (word, after) in [("second", 40), ("first", 10), ("never", 25)] {
            let said = said.clone();
            let task = Box::new(move || said.send(word).unwrap());
            let key = threads.at(now + Duration::from_millis(after), task).unwrap();
            if word == "never" {
                threads.cancel(key);
            }
        }
        drop(said);
        assert_eq!(words.iter().collect::<Vec<_>>(), ["first", "second"]);
        assert!(now.elapsed() >= Duration::from_millis(40));
    }

    #[test]
    fn after_shutting_down_nothing_runs_and_no_thread_is_left() {
        let threads = Threads::new(2);
        let token = Arc::new(());
        for _ in 0..2 {
            let token = Arc::clone(&token);
            threads.run(Box::new(move || drop(token))).unwrap();
        }
        let later = Arc::clone(&token);
        threads.at(Instant::now() + Duration::from_secs(60), Box::new(move || drop(later))).unwrap();
        threads.shut_down();
        assert!(threads.run(Box::new(|| ())).is_err());
        assert!(threads.at(Instant::now(), Box::new(|| ())).is_err());
        let end = Instant::now() + Duration::from_secs(5);
        while (Arc::strong_count(&threads.0) > 1 || Arc::strong_count(&token) > 1) && Instant::now() < end {
            thread::sleep(Duration::from_millis(1));
        }
        assert_eq!((Arc::strong_count(&threads.0), Arc::strong_count(&token)), (1, 1));
    }
}
