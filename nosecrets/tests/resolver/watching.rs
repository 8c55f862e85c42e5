//! Subscriptions.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use nosecrets::ErrorKind;

use crate::provider::{builder, failure, reference, value, Told};

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// Gives the number that it was last told.
fn current(number: &Arc<AtomicUsize>) -> Told {
    let number = Arc::clone(number);
    Told::new(move |_, _| value(&number.load(Ordering::SeqCst).to_string()))
}

#[test]
fn a_replaced_value_is_fetched_before_the_old_one_ends() {
    let number = Arc::new(AtomicUsize::new(1));
    let told = current(&number);
    let resolver = builder(&told).ttl(ms(200)).build();
    let place = reference(&["a"]);
    let mut subscription = resolver.subscribe(place).unwrap();
    assert_eq!(subscription.latest().unwrap().expose(), "1");
    let end = Instant::now() + ms(700);
    while Instant::now() < end {
        let before = told.asked().len();
        resolver.read(place).unwrap();
        assert!(told.asked().len() <= before + 1);
        thread::sleep(ms(5));
    }
    assert!(told.asked().len() >= 3, "it was asked for {} times", told.asked().len());
    assert_eq!(subscription.changed_within(Duration::ZERO).unwrap(), None);
    number.store(2, Ordering::SeqCst);
    assert_eq!(subscription.changed().unwrap().expose(), "2");
}

#[test]
fn a_fetch_for_another_reason_tells_subscribers_too() {
    let number = Arc::new(AtomicUsize::new(1));
    let told = current(&number);
    let resolver = builder(&told).build();
    let place = reference(&["a"]);
    let (mut first, mut second) = (resolver.subscribe(place).unwrap(), resolver.subscribe(place).unwrap());
    number.store(2, Ordering::SeqCst);
    let waits = thread::spawn(move || first.changed().unwrap());
    thread::sleep(ms(50));
    resolver.refresh(place).unwrap();
    assert_eq!(waits.join().unwrap().expose(), "2");
    assert_eq!(second.changed_within(Duration::from_secs(5)).unwrap().unwrap().expose(), "2");
    assert_eq!(second.changed_within(ms(20)).unwrap(), None, "the same value is not told twice");
}

#[test]
fn nothing_is_fetched_once_nobody_listens() {
    let told = current(&Arc::new(AtomicUsize::new(1)));
    let resolver = builder(&told).ttl(ms(50)).build();
    let subscription = resolver.subscribe(reference(&["a"])).unwrap();
    thread::sleep(ms(300));
    drop(subscription);
    thread::sleep(ms(50));
    let asked = told.asked().len();
    assert!(asked > 2, "it was asked for {asked} times");
    thread::sleep(ms(200));
    assert_eq!(told.asked().len(), asked);
}

#[test]
fn a_subscription_outlives_failures() {
    let fails = Arc::new(AtomicBool::new(false));
    let number = Arc::new(AtomicUsize::new(1));
    let (fail, count) = (Arc::clone(&fails), Arc::clone(&number));
    let told = Told::new(move |_, _| match fail.load(Ordering::SeqCst) {
        true => failure(ErrorKind::Denied),
        false => value(&count.load(Ordering::SeqCst).to_string()),
    });
    let resolver = builder(&told).ttl(ms(50)).build();
    let mut subscription = resolver.subscribe(reference(&["a"])).unwrap();
    fails.store(true, Ordering::SeqCst);
    assert_eq!(subscription.changed_within(ms(200)).unwrap(), None);
    number.store(2, Ordering::SeqCst);
    fails.store(false, Ordering::SeqCst);
    assert_eq!(subscription.changed_within(Duration::from_secs(5)).unwrap().unwrap().expose(), "2");
}

#[test]
fn what_is_not_there_cannot_be_watched() {
    let resolver = builder(&Told::table(&[])).build();
    assert_eq!(resolver.subscribe(reference(&["a"])).err().unwrap().kind(), ErrorKind::NotFound);
}

#[test]
fn a_subscription_ends_with_the_resolver() {
    let told = Told::table(&[("a", Ok("x"))]);
    let resolver = builder(&told).build();
    let mut subscription = resolver.subscribe(reference(&["a"])).unwrap();
    let waits = thread::spawn(move || subscription.changed().unwrap_err());
    thread::sleep(ms(50));
    drop(resolver);
    assert_eq!(waits.join().unwrap().kind(), ErrorKind::Unavailable);
}

#[test]
fn the_place_that_has_the_secret_is_the_one_that_is_watched() {
    let told = Told::table(&[("second", Ok("x"))]);
    let resolver = builder(&told).ttl(ms(50)).build();
    let subscription = resolver.subscribe(reference(&["first", "second"])).unwrap();
    thread::sleep(ms(200));
    drop(subscription);
    assert_eq!(told.asked().iter().filter(|path| *path == "first").count(), 1);
    assert!(told.asked().len() > 3);
}
