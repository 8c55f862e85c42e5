//! Values, fields, versions, and what is not there.

use nosecrets::ErrorKind;

use super::Subject;
use super::subject::{VALUE, quick, reference, refused};

/// Text comes back as it was stored, whatever is in it.
pub(crate) fn value<S: Subject>(subject: &S) {
    let resolver = quick(subject).build();
    for (at, text) in ["", " with spaces ", "=+/&?#%\"'\\", "é漢🦀", "-----BEGIN\nKEY-----"].iter().enumerate() {
        let (name, text) = (format!("contract/value-{at}"), format!("{VALUE}{text}"));
        subject.put(&name, text.as_bytes());
        let secret = resolver.read(reference(subject.place(&name))).expect("it is read");
        assert!(secret.ct_eq(&text), "value {at} is another");
    }
}

/// Bytes that are no text come back too, but not as text.
pub(crate) fn bytes<S: Subject>(subject: &S) {
    let resolver = quick(subject).build();
    let value = [&[0xff, 0, b'\n', 0x80], VALUE.as_bytes()].concat();
    subject.put("contract/bytes", &value);
    let place = reference(subject.place("contract/bytes"));
    assert!(resolver.read_bytes(place).expect("it is read").ct_eq(&value));
    refused(resolver.read(place), ErrorKind::Malformed);
}

/// Of several fields the one that is asked for comes back.
pub(crate) fn field<S: Subject>(subject: &S) {
    let resolver = quick(subject).build();
    let (user, password) = (format!("user {VALUE}"), format!("pass\"word {VALUE}"));
    subject.put_fields("contract/fields", &[("user", &user), ("password", &password)]);
    for (field, value) in [("user", user), ("password", password)] {
        let secret = resolver.read(reference(subject.field("contract/fields", field))).expect("it is read");
        assert!(secret.ct_eq(&value), "the field {field} is another");
    }
}

/// The newest version comes back, and an older one if it is asked for.
pub(crate) fn version<S: Subject>(subject: &S) {
    let resolver = quick(subject).build();
    for value in ["first", "second"] {
        subject.put("contract/version", format!("{value} {VALUE}").as_bytes());
    }
    let places = [
        (subject.place("contract/version"), "second"),
        (subject.version("contract/version", 0), "second"),
        (subject.version("contract/version", 1), "first"),
    ];
    for (place, value) in places {
        let secret = resolver.read(reference(place)).expect("it is read");
        assert!(secret.ct_eq(format!("{value} {VALUE}")), "{place} is another");
    }
}

/// What does not exist is told apart from all else, and is no error where it is optional.
pub(crate) fn missing<S: Subject>(subject: &S) {
    let resolver = quick(subject).build();
    let place = reference(subject.place("contract/missing"));
    refused(resolver.read(place), S::ABSENT);
    assert_eq!(resolver.read_optional(place).expect("it may be absent"), None);
    // It is not kept that it does not exist.
    subject.put("contract/missing", VALUE.as_bytes());
    assert!(resolver.read(place).expect("it is there now").ct_eq(VALUE));
}

pub(crate) fn missing_field<S: Subject>(subject: &S) {
    subject.put_fields("contract/fields", &[("user", VALUE)]);
    refused(quick(subject).build().read(reference(subject.field("contract/fields", "other"))), ErrorKind::NotFound);
}

pub(crate) fn missing_version<S: Subject>(subject: &S) {
    subject.put("contract/version", VALUE.as_bytes());
    refused(quick(subject).build().read(reference(subject.no_version("contract/version"))), ErrorKind::NotFound);
}

/// An empty value is a mistake, not a secret.
pub(crate) fn empty<S: Subject>(subject: &S) {
    subject.put("contract/empty", b"");
    let resolver = quick(subject).build();
    let place = reference(subject.place("contract/empty"));
    refused(resolver.read(place), ErrorKind::Empty);
    refused(resolver.read_optional(place), ErrorKind::Empty);
}
