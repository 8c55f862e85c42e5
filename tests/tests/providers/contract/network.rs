//! Servers that are slow, away, or talk nonsense.

use std::time::{Duration, Instant};

use nosecrets::{ErrorKind, Resolver};

use super::subject::{VALUE, quick, reference, refused, with_provider};
use super::{Fault, Subject};

/// A read that fails, and does so in time.
fn fails<S: Subject>(subject: &S, resolver: &Resolver, kind: ErrorKind) {
    subject.put("contract/network", VALUE.as_bytes());
    let begun = Instant::now();
    refused(resolver.read(reference(subject.place("contract/network"))), kind);
    assert!(begun.elapsed() < Duration::from_secs(8), "it took {:?}", begun.elapsed());
}

fn fails_under<S: Subject>(subject: &S, fault: Fault, kind: ErrorKind) {
    subject.put("contract/network", VALUE.as_bytes());
    let place = reference(subject.place("contract/network"));
    let resolver = quick(subject).ttl(Duration::ZERO).stale_limit(Duration::ZERO).build();
    assert!(resolver.read(place).expect("it is read").ct_eq(VALUE));
    subject.set(fault);
    let begun = Instant::now();
    refused(resolver.read(place), kind);
    assert!(begun.elapsed() < Duration::from_secs(8), "it took {:?}", begun.elapsed());
    subject.set(Fault::None);
    assert!(resolver.read(place).expect("the provider is as good as before").ct_eq(VALUE));
}

/// Nobody waits longer than they said, and the provider itself stops waiting.
pub(crate) fn slow<S: Subject>(subject: &S) {
    subject.put("contract/slow", VALUE.as_bytes());
    let place = reference(subject.place("contract/slow"));
    subject.set(Fault::Slow(Duration::from_secs(20)));
    let times =
        [(Duration::from_millis(300), Duration::from_secs(60)), (Duration::from_secs(60), Duration::from_millis(300))];
    for (a_try, all) in times {
        let resolver = quick(subject).try_timeout(a_try).deadline(all).build();
        let begun = Instant::now();
        refused(resolver.read(place), ErrorKind::Unavailable);
        assert!(begun.elapsed() < Duration::from_secs(5), "it took {:?}", begun.elapsed());
    }
}

pub(crate) fn connection_refused<S: Subject>(subject: &S) {
    fails_under(subject, Fault::Down, ErrorKind::Unavailable);
    // So does a provider that has never been connected.
    subject.put("contract/down", VALUE.as_bytes());
    let place = reference(subject.place("contract/down"));
    subject.set(Fault::Down);
    refused(quick(subject).build().read(place), ErrorKind::Unavailable);
}

/// A certificate that nobody vouches for is as good as no server.
pub(crate) fn unknown_ca<S: Subject>(subject: &S) {
    fails(subject, &with_provider::<S>(subject.distrustful()).build(), ErrorKind::Unavailable);
}

pub(crate) fn server_error<S: Subject>(subject: &S) {
    fails_under(subject, Fault::Broken, ErrorKind::Unavailable);
}

pub(crate) fn garbage<S: Subject>(subject: &S) {
    fails_under(subject, Fault::Garbage, ErrorKind::Malformed);
}

pub(crate) fn huge<S: Subject>(subject: &S) {
    fails_under(subject, Fault::Huge, ErrorKind::Malformed);
}
