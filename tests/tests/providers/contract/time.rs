//! Rotation, many readers, the end.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use nosecrets::load::Loader;
use nosecrets::{ErrorKind, Resolver, Secret, SecretRef, Secrets};

use super::subject::{VALUE, quick, reference, refused, with_provider};
use super::{Fault, Subject};

fn is(secret: &Secret, nth: usize) -> bool {
    secret.ct_eq(format!("{VALUE} {nth}"))
}

/// A value that was replaced is seen when it is asked for anew, and by those
/// who watch it without that.
pub(crate) fn rotation<S: Subject>(subject: &S) {
    let put = |nth: usize| subject.put("contract/rotation", format!("{VALUE} {nth}").as_bytes());
    let place = reference(subject.place("contract/rotation"));
    put(1);
    let keeps = quick(subject).build();
    assert!(is(&keeps.read(place).expect("it is read"), 1));
    let watches = quick(subject).ttl(Duration::from_millis(100)).build();
    let mut subscription = watches.subscribe(place).expect("it is there");
    assert!(is(&subscription.latest().expect("it is known"), 1));
    assert_eq!(subscription.changed_within(Duration::from_millis(300)).expect("it is open"), None);
    put(2);
    assert!(is(&keeps.refresh(place).expect("it is read"), 2));
    assert!(is(&keeps.read(place).expect("it is kept"), 2));
    let newer = subscription.changed_within(Duration::from_secs(10)).expect("it is open").expect("it was replaced");
    assert!(is(&newer, 2) && is(&subscription.latest().expect("it is known"), 2));
}

/// While the server is away, a value of before stands in for a limited time.
pub(crate) fn outage<S: Subject>(subject: &S) {
    subject.put("contract/outage", VALUE.as_bytes());
    let place = reference(subject.place("contract/outage"));
    let resolver = quick(subject).ttl(Duration::from_millis(100)).stale_limit(Duration::from_millis(1500)).build();
    assert!(resolver.read(place).expect("it is read").ct_eq(VALUE));
    let read = Instant::now();
    subject.set(Fault::Down);
    thread::sleep(Duration::from_millis(150));
    assert!(resolver.read(place).expect("the value of before stands in").ct_eq(VALUE));
    refused(resolver.refresh(place), ErrorKind::Unavailable);
    thread::sleep(Duration::from_millis(1700).saturating_sub(read.elapsed()));
    refused(resolver.read(place), ErrorKind::Unavailable);
    subject.set(Fault::None);
    assert!(resolver.read(place).expect("it is back").ct_eq(VALUE));
}

/// A thousand who want the same value at the same time make one request.
pub(crate) fn concurrent_readers<S: Subject>(subject: &S) {
    const EACH: usize = 500;
    subject.put("contract/readers", VALUE.as_bytes());
    let place = reference(subject.place("contract/readers"));
    let resolver = quick(subject).build();
    subject.set(Fault::Slow(Duration::from_millis(1500)));
    let before = subject.requests();
    thread::scope(|scope| {
        for _ in 0..EACH {
            let thread = thread::Builder::new().stack_size(128 * 1024);
            let read = || assert!(resolver.read(place).expect("it is read").ct_eq(VALUE));
            thread.spawn_scoped(scope, read).expect("a thread starts");
        }
        in_tokio(async {
            let mut tasks = tokio::task::JoinSet::new();
            (0..EACH).for_each(|_| drop(tasks.spawn(resolver.read_async(place))));
            for secret in tasks.join_all().await {
                assert!(secret.expect("it is read").ct_eq(VALUE));
            }
        });
    });
    assert_eq!(subject.requests() - before, 1);
}

struct Three([Secret; 3]);

/// Where their secrets are.
static NAMES: [&str; 3] = ["contract/all-1", "contract/all-2", "contract/all-3"];

/// All secrets of a configuration are read, and all that cannot be are named.
pub(crate) fn all_at_once<S: Subject>(subject: &S) {
    struct Config<S>(Three, std::marker::PhantomData<S>);
    thread_local!(static PLACES: std::cell::Cell<[SecretRef; 3]> = const { std::cell::Cell::new([SecretRef::new(&[]); 3]) });
    impl<S> Secrets for Config<S> {
        fn build(load: &mut Loader) -> Option<Self> {
            let [one, two, three] = PLACES.get();
            let (one, two, three) =
                (load.field("one", &[one]), load.field("two", &[two]), load.field("three", &[three]));
            Some(Config(Three([one?, two?, three?]), std::marker::PhantomData))
        }
    }
    PLACES.set(NAMES.map(|name| reference(subject.place(name))));
    let resolver = quick(subject).build();
    subject.put(NAMES[0], format!("{VALUE} 0").as_bytes());
    let error = resolver.load::<Config<S>>().err().expect("two are missing");
    let fields: Vec<_> = error.failures().iter().map(|failure| (failure.field(), failure.error().kind())).collect();
    assert_eq!(fields, [("two", S::ABSENT), ("three", S::ABSENT)], "{error}");
    assert!(!error.to_string().contains(VALUE));
    (1..3).for_each(|nth| subject.put(NAMES[nth], format!("{VALUE} {nth}").as_bytes()));
    let Three(secrets) = resolver.load::<Config<S>>().expect("they are read").0;
    assert!(secrets.iter().enumerate().all(|(nth, secret)| is(secret, nth)));
    let again = in_tokio(resolver.load_async::<Config<S>>()).expect("they are read").0;
    assert_eq!(again.0, secrets);
}

/// A resolver that is dropped leaves nobody waiting, and lets the provider go.
pub(crate) fn shut_down<S: Subject>(subject: &S) {
    subject.put("contract/end", VALUE.as_bytes());
    let place = reference(subject.place("contract/end"));
    let provider = subject.provider();
    let resolver: Resolver = with_provider::<S>(Arc::clone(&provider)).try_timeout(Duration::from_secs(3)).build();
    assert!(resolver.read(place).expect("it is read").ct_eq(VALUE));
    subject.set(Fault::Slow(Duration::from_secs(20)));
    let reader = resolver.refresh_async(place);
    let begun = Instant::now();
    let waits = thread::spawn(|| in_tokio(reader));
    thread::sleep(Duration::from_millis(200));
    drop(resolver);
    refused(waits.join().expect("no panic"), ErrorKind::Unavailable);
    assert!(begun.elapsed() < Duration::from_secs(2), "it took {:?}", begun.elapsed());
    while Arc::strong_count(&provider) > 1 {
        assert!(begun.elapsed() < Duration::from_secs(10), "a thread still holds the provider");
        thread::sleep(Duration::from_millis(10));
    }
}

/// In a runtime of one thread, which a reader that blocks holds up.
pub(crate) fn in_tokio<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(future)
}
