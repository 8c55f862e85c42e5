//! From one place to the next.

use nosecrets::{ErrorKind, OptionalSecretRef, Place, SecretRef};

use crate::provider::{builder, reference, Told};

#[test]
fn the_next_place_is_asked_only_if_this_one_has_no_secret() {
    for (kind, goes_on) in [
        (ErrorKind::Missing, true),
        (ErrorKind::NotFound, true),
        (ErrorKind::Empty, true),
        (ErrorKind::Denied, false),
        (ErrorKind::Sealed, false),
        (ErrorKind::Expired, false),
        (ErrorKind::Unavailable, false),
        (ErrorKind::Malformed, false),
    ] {
        let told = Told::table(&[("first", Err(kind)), ("second", Ok("value"))]);
        let result = builder(&told).retries(0).build().read(reference(&["first", "second"]));
        match goes_on {
            true => assert_eq!(result.unwrap().expose(), "value", "{kind:?}"),
            false => assert_eq!(result.unwrap_err().kind(), kind),
        }
        assert_eq!(told.asked().len(), if goes_on { 2 } else { 1 }, "{kind:?}");
    }
}

#[test]
fn the_first_place_that_has_it_wins() {
    let told = Told::table(&[("first", Ok("one")), ("second", Ok("two"))]);
    let resolver = builder(&told).build();
    assert_eq!(resolver.read(reference(&["first", "second"])).unwrap().expose(), "one");
    assert_eq!(resolver.read(reference(&["second", "first"])).unwrap().expose(), "two");
    assert_eq!(told.asked(), ["first", "second"]);
}

#[test]
fn the_error_says_what_each_place_said() {
    let told = Told::table(&[("second", Err(ErrorKind::Denied))]);
    static PLACES: [Place; 3] =
        [Place::new("env", "NOSECRETS_NOT_SET"), Place::new("told", "first"), Place::new("told", "second")];
    let error = builder(&told).build().read(SecretRef::new(&PLACES)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot read `env://NOSECRETS_NOT_SET, else told://first, else told://second`: at `env://NOSECRETS_NOT_SET` \
         it is not set, at `told://first` there is no such secret (as told), at `told://second` access is denied (as told)"
    );
    assert_eq!(error.tried().len(), 3);
    assert_eq!(error.tried()[2].place(), PLACES[2]);
}

#[test]
fn only_what_is_nowhere_is_none() {
    let told = Told::table(&[("empty", Err(ErrorKind::Empty)), ("denied", Err(ErrorKind::Denied)), ("there", Ok("x"))]);
    let resolver = builder(&told).build();
    assert_eq!(resolver.read_optional(reference(&["a", "b"])).unwrap(), None);
    assert_eq!(resolver.read_optional(reference(&["a", "there"])).unwrap().unwrap().expose(), "x");
    assert_eq!(resolver.read_optional(reference(&["empty", "b"])).unwrap_err().kind(), ErrorKind::Empty);
    assert_eq!(resolver.read_optional(reference(&["a", "denied"])).unwrap_err().kind(), ErrorKind::Denied);
    static OPTIONAL: OptionalSecretRef = OptionalSecretRef::new(&[Place::new("told", "a")]);
    assert_eq!(OPTIONAL.read_with(&resolver).unwrap(), None);
    assert_eq!(OPTIONAL.read_bytes().unwrap(), None);
}

#[test]
fn a_scheme_that_nobody_knows_is_missing() {
    let resolver = builder(&Told::table(&[])).without_built_ins().build();
    static PLACES: [Place; 1] = [Place::new("env", "PATH")];
    let error = resolver.read(SecretRef::new(&PLACES)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Missing);
    assert!(error.to_string().contains("no provider is registered for the scheme `env`"), "{error}");
}

#[test]
fn a_provider_of_ones_own_goes_before_a_built_in() {
    let told = Told::table(&[("PATH", Ok("mine"))]);
    let resolver = nosecrets::Resolver::builder().provider("env", told).build();
    static PLACES: [Place; 1] = [Place::new("env", "PATH")];
    assert_eq!(SecretRef::new(&PLACES).read_with(&resolver).unwrap().expose(), "mine");
}
