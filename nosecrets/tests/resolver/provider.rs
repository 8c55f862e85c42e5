//! A provider that does what the test says.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use nosecrets::{ErrorKind, Failure, Fetched, Place, Provider, Resolver, ResolverBuilder, SecretBytes, SecretRef};

type Answers = Box<dyn FnMut(&Place, Instant) -> Result<Fetched, Failure> + Send>;

/// Remembers for what it was asked, and answers by a closure.
#[derive(Clone)]
pub(crate) struct Told(Arc<Inner>);

struct Inner {
    answers: Mutex<Answers>,
    asked: Mutex<Vec<Vec<Place>>>,
    batch_size: usize,
}

impl Told {
    pub(crate) fn new(answers: impl FnMut(&Place, Instant) -> Result<Fetched, Failure> + Send + 'static) -> Told {
        Told::batching(1, answers)
    }

    pub(crate) fn batching(
        batch_size: usize,
        answers: impl FnMut(&Place, Instant) -> Result<Fetched, Failure> + Send + 'static,
    ) -> Told {
        Told(Arc::new(Inner { answers: Mutex::new(Box::new(answers)), asked: Mutex::default(), batch_size }))
    }

    /// Answers from a table; what is not in it does not exist.
    pub(crate) fn table(entries: &[(&str, Result<&str, ErrorKind>)]) -> Told {
        let owned = |(path, result): &(&str, Result<&str, ErrorKind>)| (path.to_string(), result.map(str::to_owned));
        let entries: HashMap<String, Result<String, ErrorKind>> = entries.iter().map(owned).collect();
        Told::new(move |place, _| match entries.get(place.path()) {
            Some(Ok(text)) => value(text),
            Some(Err(kind)) => failure(*kind),
            None => failure(ErrorKind::NotFound),
        })
    }

    /// Paths of all requests, those of one request joined by `+`.
    pub(crate) fn asked(&self) -> Vec<String> {
        let asked = self.0.asked.lock().expect("nobody panicked");
        asked.iter().map(|places| places.iter().map(Place::path).collect::<Vec<_>>().join("+")).collect()
    }

    fn answer(&self, places: &[Place], deadline: Instant) -> Vec<Result<Fetched, Failure>> {
        self.0.asked.lock().expect("nobody panicked").push(places.to_vec());
        places.iter().map(|place| (self.0.answers.lock().expect("nobody panicked"))(place, deadline)).collect()
    }
}

impl Provider for Told {
    fn fetch(&self, place: &Place, deadline: Instant) -> Result<Fetched, Failure> {
        self.answer(&[*place], deadline).remove(0)
    }

    fn fetch_all(&self, places: &[Place], deadline: Instant) -> Vec<Result<Fetched, Failure>> {
        self.answer(places, deadline)
    }

    fn batch_size(&self) -> usize {
        self.0.batch_size
    }
}

pub(crate) fn value(text: &str) -> Result<Fetched, Failure> {
    Ok(Fetched::from(SecretBytes::from(text.to_owned())))
}

pub(crate) fn failure(kind: ErrorKind) -> Result<Fetched, Failure> {
    Err(Failure::new(kind, "as told"))
}

/// The reference to `paths`, all of the scheme `told`.
pub(crate) fn reference(paths: &[&'static str]) -> SecretRef {
    let places: Vec<Place> = paths.iter().map(|path| Place::new("told", path)).collect();
    SecretRef::new(Box::leak(places.into_boxed_slice()))
}

/// A resolver that asks `told`, with times as short as a test needs.
pub(crate) fn builder(told: &Told) -> ResolverBuilder {
    let builder = Resolver::builder().provider("told", told.clone()).jitter(0.0);
    builder.backoff(Duration::from_millis(5), Duration::from_millis(20))
}
