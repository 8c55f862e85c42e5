//! What servers say no with.

use std::time::Duration;

use nosecrets::{ErrorKind, Resolver, SecretRef};

use super::subject::{VALUE, quick, reference, refused};
use super::{Fault, Subject};

/// A secret that was read once, so that the provider is logged in.
fn read_once<S: Subject>(subject: &S, name: &str) -> (Resolver, SecretRef) {
    subject.put(name, VALUE.as_bytes());
    let resolver = quick(subject).stale_limit(Duration::from_secs(60)).build();
    let place = reference(subject.place(name));
    assert!(resolver.read(place).expect("it is read").ct_eq(VALUE));
    (resolver, place)
}

/// A login that may not read gets an error of its own, and no value of before.
pub(crate) fn denied<S: Subject>(subject: &S) {
    let (resolver, place) = read_once(subject, "contract/denied");
    subject.set(Fault::Denied);
    refused(resolver.refresh(place), ErrorKind::Denied);
    refused(resolver.read(place), ErrorKind::Denied);
    refused(resolver.read_optional(place), ErrorKind::Denied);
    subject.set(Fault::None);
    assert!(resolver.read(place).expect("it is allowed again").ct_eq(VALUE));
}

/// So does a server that is sealed or has lost its key.
pub(crate) fn sealed<S: Subject>(subject: &S) {
    let (resolver, place) = read_once(subject, "contract/sealed");
    subject.set(Fault::Sealed);
    refused(resolver.refresh(place), ErrorKind::Sealed);
    refused(resolver.read(place), ErrorKind::Sealed);
    subject.set(Fault::None);
    assert!(resolver.read(place).expect("it is open again").ct_eq(VALUE));
}

/// A server with too much to do is asked again later.
pub(crate) fn throttled<S: Subject>(subject: &S) {
    subject.put("contract/throttled", VALUE.as_bytes());
    let place = reference(subject.place("contract/throttled"));
    subject.set(Fault::Throttled);
    refused(quick(subject).build().read(place), ErrorKind::Unavailable);
    let patient = quick(subject).retries(50).deadline(Duration::from_secs(20)).build();
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| patient.read(place));
        std::thread::sleep(Duration::from_millis(200));
        subject.set(Fault::None);
        assert!(reader.join().expect("no panic").expect("it is read in the end").ct_eq(VALUE));
    });
}

/// A token that is no longer good is replaced, and nobody notices.
pub(crate) fn expired_and_renewed<S: Subject>(subject: &S) {
    let (resolver, place) = read_once(subject, "contract/expired");
    subject.set(Fault::TokensExpired);
    assert!(resolver.refresh(place).expect("it logs in again").ct_eq(VALUE));
}

/// If the login is no longer good either, that is what the error says.
pub(crate) fn expired_for_good<S: Subject>(subject: &S) {
    let (resolver, place) = read_once(subject, "contract/expired-for-good");
    subject.set(Fault::LoginsExpired);
    let error = resolver.refresh(place).expect_err("it cannot log in");
    assert!(matches!(error.kind(), ErrorKind::Expired | ErrorKind::Denied), "{error}");
    subject.set(Fault::None);
    assert!(resolver.read(place).expect("it can again").ct_eq(VALUE));
}
