//! What is kept, and for how long.

use std::thread::sleep;
use std::time::{Duration, Instant};

use nosecrets::{ErrorKind, Fetched};

use crate::provider::{builder, failure, reference, value, Told};

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// Answers with the number of the request.
fn counting() -> Told {
    let mut count = 0;
    Told::new(move |_, _| {
        count += 1;
        value(&count.to_string())
    })
}

#[test]
fn a_value_is_kept_until_its_time_is_over() {
    let told = counting();
    let resolver = builder(&told).ttl(ms(800)).build();
    let place = reference(&["a"]);
    for _ in 0..10 {
        assert_eq!(resolver.read(place).unwrap().expose(), "1");
    }
    sleep(ms(850));
    assert_eq!(resolver.read(place).unwrap().expose(), "2");
    assert_eq!(told.asked().len(), 2);
}

#[test]
fn references_to_the_same_place_share_its_value() {
    let told = counting();
    let resolver = builder(&told).build();
    let first = resolver.read(reference(&["a"])).unwrap();
    let second = resolver.read(reference(&["a"])).unwrap();
    assert_eq!(first.expose().as_ptr(), second.expose().as_ptr());
    resolver.read(reference(&["b"])).unwrap();
    assert_eq!(told.asked(), ["a", "b"]);
}

#[test]
fn without_a_ttl_nothing_is_kept() {
    let told = counting();
    let resolver = builder(&told).ttl(Duration::ZERO).build();
    let place = reference(&["a"]);
    for count in ["1", "2", "3"] {
        assert_eq!(resolver.read(place).unwrap().expose(), count);
    }
}

#[test]
fn a_lease_ends_a_value_before_its_ttl() {
    let told = Told::new(|_, _| Ok(Fetched { lease: Some(ms(500)), ..value("leased")? }));
    let resolver = builder(&told).build();
    let place = reference(&["a"]);
    resolver.read(place).unwrap();
    resolver.read(place).unwrap();
    assert_eq!(told.asked().len(), 1);
    sleep(ms(550));
    resolver.read(place).unwrap();
    assert_eq!(told.asked().len(), 2);
}

#[test]
fn past_its_lease_a_value_never_stands_in() {
    let mut first = true;
    let told = Told::new(move |_, _| match std::mem::take(&mut first) {
        true => Ok(Fetched { lease: Some(ms(100)), ..value("leased")? }),
        false => failure(ErrorKind::Unavailable),
    });
    let resolver = builder(&told).retries(0).stale_limit(Duration::from_secs(60)).build();
    let place = reference(&["a"]);
    resolver.read(place).unwrap();
    sleep(ms(150));
    assert_eq!(resolver.read(place).unwrap_err().kind(), ErrorKind::Unavailable);
}

#[test]
fn a_value_stands_in_for_a_provider_that_does_not_answer_and_for_no_other() {
    for (kind, stands_in) in [
        (ErrorKind::Unavailable, true),
        (ErrorKind::NotFound, false),
        (ErrorKind::Denied, false),
        (ErrorKind::Sealed, false),
        (ErrorKind::Expired, false),
        (ErrorKind::Malformed, false),
    ] {
        let mut first = true;
        let told = Told::new(move |_, _| if std::mem::take(&mut first) { value("before") } else { failure(kind) });
        let resolver = builder(&told).retries(0).ttl(ms(50)).stale_limit(Duration::from_secs(60)).build();
        let place = reference(&["a"]);
        resolver.read(place).unwrap();
        sleep(ms(80));
        match stands_in {
            true => assert_eq!(resolver.read(place).unwrap().expose(), "before"),
            false => assert_eq!(resolver.read(place).unwrap_err().kind(), kind),
        }
        assert_eq!(resolver.refresh(place).unwrap_err().kind(), kind, "who asks anew wants no value of before");
    }
}

#[test]
fn a_provider_that_does_not_answer_is_left_alone_for_a_while() {
    let mut first = true;
    let told =
        Told::new(move |_, _| if std::mem::take(&mut first) { value("x") } else { failure(ErrorKind::Unavailable) });
    let resolver = builder(&told).retries(0).ttl(ms(20)).backoff(ms(5), ms(1000)).build();
    let place = reference(&["a"]);
    resolver.read(place).unwrap();
    sleep(ms(50));
    for _ in 0..10 {
        assert_eq!(resolver.read(place).unwrap().expose(), "x");
    }
    assert_eq!(told.asked().len(), 2);
    sleep(ms(1050));
    resolver.read(place).unwrap();
    assert_eq!(told.asked().len(), 3);
}

#[test]
fn the_value_that_was_not_used_for_longest_makes_place() {
    let told = counting();
    let resolver = builder(&told).capacity(2).build();
    let [a, b, c] = [reference(&["a"]), reference(&["b"]), reference(&["c"])];
    for place in [a, b, a, c, a, b] {
        resolver.read(place).unwrap();
        sleep(ms(2));
    }
    assert_eq!(told.asked(), ["a", "b", "c", "b"]);
}

#[test]
fn failures_are_not_kept() {
    let mut first = true;
    let told =
        Told::new(move |_, _| if std::mem::take(&mut first) { failure(ErrorKind::NotFound) } else { value("new") });
    let resolver = builder(&told).build();
    let place = reference(&["a"]);
    assert_eq!(resolver.read(place).unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(resolver.read(place).unwrap().expose(), "new");
}

#[test]
fn jitter_spreads_the_ends_of_values() {
    let told = counting();
    let resolver = builder(&told).ttl(ms(400)).jitter(1.0).build();
    let places: Vec<_> = (0..40_u8).map(|n| reference(&[Box::leak(n.to_string().into_boxed_str())])).collect();
    let read_all = || places.iter().for_each(|place| drop(resolver.read(*place).unwrap()));
    read_all();
    let begun = Instant::now();
    sleep(ms(150));
    read_all();
    let again = told.asked().len() - 40;
    assert!(begun.elapsed() > ms(400) || (1..40).contains(&again), "{again} of 40 were fetched again");
}

#[test]
fn what_one_thread_asks_for_anew_all_threads_read() {
    let told = counting();
    let resolver = builder(&told).build();
    let place = reference(&["a"]);
    for count in ["1", "2", "3"] {
        assert_eq!(resolver.read(place).unwrap().expose(), count);
        std::thread::scope(|scope| scope.spawn(|| resolver.refresh(place).unwrap()).join().unwrap());
    }
    assert_eq!(resolver.read(place).unwrap().expose(), "4");
}

#[test]
fn a_reference_is_read_by_each_resolver_for_itself() {
    let place = reference(&["a"]);
    for text in ["first", "second"] {
        let told = Told::new(move |_, _| value(text));
        let other = Told::new(|_, _| value("other"));
        let (resolver, kept) = (builder(&told).build(), builder(&other).build());
        for _ in 0..3 {
            assert_eq!(resolver.read(place).unwrap().expose(), text);
            assert_eq!(kept.read(place).unwrap().expose(), "other");
        }
        assert_eq!((told.asked().len(), other.asked().len()), (1, 1));
    }
}

#[test]
fn what_made_place_is_gone_for_threads_that_read_it_often() {
    let told = counting();
    let resolver = builder(&told).capacity(1).build();
    let [a, b] = [reference(&["a"]), reference(&["b"])];
    for place in [a, a, a, b, b, b, a, a, a] {
        resolver.read(place).unwrap();
    }
    assert_eq!(told.asked(), ["a", "b", "a"]);
}
