//! How providers are asked.

use std::future::Future;
use std::pin::pin;
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::task::{Context, Wake, Waker};
use std::thread;
use std::time::{Duration, Instant};

use nosecrets::{ErrorKind, Failure, Fetched, Place, Provider, Resolver};

use crate::provider::{builder, failure, reference, value, Told};

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// Fails that many times, then gives a value.
fn failing(times: usize, kind: ErrorKind) -> Told {
    let mut left = times;
    Told::new(move |_, _| match left {
        0 => value("in the end"),
        _ => {
            left -= 1;
            failure(kind)
        }
    })
}

#[test]
fn only_a_provider_that_does_not_answer_is_asked_again() {
    let told = failing(3, ErrorKind::Unavailable);
    assert_eq!(builder(&told).retries(3).build().read(reference(&["a"])).unwrap().expose(), "in the end");
    let told = failing(3, ErrorKind::Unavailable);
    let error = builder(&told).retries(2).build().read(reference(&["a"])).unwrap_err();
    assert_eq!((error.kind(), told.asked().len()), (ErrorKind::Unavailable, 3));
    for kind in [ErrorKind::Denied, ErrorKind::Sealed, ErrorKind::Expired, ErrorKind::Malformed, ErrorKind::Missing] {
        let told = failing(1, kind);
        assert_eq!(builder(&told).build().read(reference(&["a"])).unwrap_err().kind(), kind);
        assert_eq!(told.asked().len(), 1);
    }
}

#[test]
fn a_server_says_when_to_come_back() {
    let mut first = true;
    let told = Told::new(move |_, _| match std::mem::take(&mut first) {
        true => Err(Failure { retry_after: Some(ms(200)), ..Failure::new(ErrorKind::Unavailable, "busy") }),
        false => value("later"),
    });
    let begun = Instant::now();
    assert_eq!(builder(&told).build().read(reference(&["a"])).unwrap().expose(), "later");
    assert!(begun.elapsed() >= ms(200));
}

#[test]
fn nobody_waits_for_a_try_that_would_come_too_late() {
    let late = Some(Duration::from_secs(3600));
    let told =
        Told::new(move |_, _| Err(Failure { retry_after: late, ..Failure::new(ErrorKind::Unavailable, "busy") }));
    let begun = Instant::now();
    assert!(builder(&told).build().read(reference(&["a"])).is_err());
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert_eq!(told.asked().len(), 1);
}

#[test]
fn a_try_gets_its_own_time_but_no_more_than_is_left() {
    let (said, left) = mpsc::channel();
    let told = Told::new(move |_, deadline| {
        said.send(deadline.saturating_duration_since(Instant::now())).unwrap();
        value("x")
    });
    for (a_try, all, most) in [(ms(500), ms(60_000), ms(500)), (ms(60_000), ms(500), ms(500))] {
        builder(&told).try_timeout(a_try).deadline(all).build().read(reference(&["a"])).unwrap();
        let left = left.recv().unwrap();
        assert!(left <= most && left > ms(100), "{left:?}");
    }
}

#[test]
fn a_provider_that_never_comes_back_holds_nobody_up() {
    let (release, held) = mpsc::channel::<()>();
    let told = Told::new(move |_, _| {
        let _ = held.recv();
        value("too late")
    });
    let resolver = builder(&told).deadline(ms(200)).build();
    let begun = Instant::now();
    let error = resolver.read(reference(&["a"])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    assert!(error.to_string().contains("no response within 200ms"), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(5));
    drop(release);
}

#[test]
fn a_provider_that_panics_is_an_error() {
    let told = Told::new(|_, _| panic!("as told"));
    let resolver = builder(&told).build();
    let error = resolver.read(reference(&["a"])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Malformed);
    assert!(error.to_string().contains("the provider panicked"), "{error}");
}

#[test]
fn asking_anew_counts_as_the_request_that_is_under_way() {
    let told = Told::new(|_, _| {
        thread::sleep(ms(300));
        value("x")
    });
    let resolver = builder(&told).build();
    let place = reference(&["a"]);
    thread::scope(|scope| {
        for anew in [false, true, false, true] {
            let resolver = &resolver;
            scope.spawn(move || if anew { resolver.refresh(place) } else { resolver.read(place) }.unwrap());
        }
    });
    assert_eq!(told.asked().len(), 1);
    resolver.refresh(place).unwrap();
    assert_eq!(told.asked().len(), 2);
}

#[test]
fn local_providers_are_asked_on_the_callers_thread() {
    struct Here(Arc<Mutex<Vec<thread::ThreadId>>>);
    impl Provider for Here {
        fn fetch(&self, _: &Place, _: Instant) -> Result<Fetched, Failure> {
            self.0.lock().unwrap().push(thread::current().id());
            value("x")
        }

        fn is_remote(&self) -> bool {
            false
        }
    }
    let seen = Arc::default();
    let resolver = Resolver::builder().provider("told", Here(Arc::clone(&seen))).build();
    for _ in 0..2 {
        resolver.read(reference(&["a"])).unwrap();
    }
    assert_eq!(*seen.lock().unwrap(), [thread::current().id(); 2]);
}

#[test]
fn a_future_that_is_dropped_leaves_the_request_to_others() {
    struct Nobody;
    impl Wake for Nobody {
        fn wake(self: Arc<Self>) {}
    }
    let told = Told::new(|_, _| {
        thread::sleep(ms(200));
        value("x")
    });
    let resolver = builder(&told).build();
    let place = reference(&["a"]);
    {
        let waker = Waker::from(Arc::new(Nobody));
        let given_up = pin!(resolver.read_async(place));
        assert!(given_up.poll(&mut Context::from_waker(&waker)).is_pending());
    }
    assert_eq!(resolver.read(place).unwrap().expose(), "x");
    assert_eq!(told.asked().len(), 1);
}

#[test]
fn what_is_asked_for_in_a_future_is_not_asked_for_before_it_is_polled() {
    let told = Told::table(&[("a", Ok("x"))]);
    drop(builder(&told).build().read_async(reference(&["a"])));
    assert_eq!(told.asked().len(), 0);
}

#[test]
fn the_last_handle_ends_all_that_waits() {
    let (release, held) = mpsc::channel::<()>();
    let told = Told::new(move |_, _| {
        let _ = held.recv();
        value("x")
    });
    let resolver = builder(&told).build();
    let mut reads: Vec<_> = (0..3).map(|_| Box::pin(resolver.read_async(reference(&["a"])))).collect();
    let other = resolver.clone();
    drop(resolver);
    let handles: Vec<_> = reads.drain(..).map(|read| thread::spawn(move || wait(read))).collect();
    thread::sleep(ms(100));
    drop(other);
    for handle in handles {
        let error = handle.join().unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unavailable);
        assert!(error.to_string().contains("the resolver is shut down"), "{error}");
    }
    drop(release);
}

/// An executor of one future.
fn wait<F: Future + Unpin>(mut future: F) -> F::Output {
    struct Unpark(thread::Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    loop {
        match std::pin::Pin::new(&mut future).poll(&mut Context::from_waker(&waker)) {
            std::task::Poll::Ready(output) => return output,
            std::task::Poll::Pending => thread::park(),
        }
    }
}
