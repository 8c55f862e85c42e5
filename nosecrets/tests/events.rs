//! What is told to `tracing`, and that no value is.
#![cfg(feature = "tracing")]

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use nosecrets::{ErrorKind, Failure, Fetched, Place, Provider, Resolver, SecretBytes, SecretRef};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes events down, a line for each.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        struct Line<'a>(&'a mut String);
        impl Visit for Line<'_> {
            fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
                write!(self.0, " {field}={value:?}").expect("a string takes all");
            }
        }
        let mut text = self.0.lock().expect("nobody panicked");
        write!(text, "{}", event.metadata().level()).expect("a string takes all");
        event.record(&mut Line(&mut text));
        text.push('\n');
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

impl Log {
    /// The log once it has that many lines: whoever reads may be back before the
    /// thread that fetched has told of it.
    fn after(&self, lines: usize) -> String {
        let late = Instant::now() + Duration::from_secs(10);
        loop {
            let text = self.0.lock().expect("nobody panicked").clone();
            if text.lines().count() >= lines || Instant::now() > late {
                return text;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

/// First nothing, then a value, then nothing again, then a refusal.
struct Moody(Mutex<u32>);

impl Provider for Moody {
    fn fetch(&self, _: &Place, _: Instant) -> Result<Fetched, Failure> {
        let mut count = self.0.lock().expect("nobody panicked");
        *count += 1;
        match *count {
            1 | 3 => Err(Failure::new(ErrorKind::Unavailable, "status 503")),
            2 => Ok(Fetched { version: Some("v7".to_owned()), ..SecretBytes::from("hush".to_owned()).into() }),
            _ => Err(Failure::new(ErrorKind::Denied, "status 403")),
        }
    }
}

static PLACES: [Place; 1] = [Place::new("moody", "a")];

#[test]
fn events_name_the_place_and_never_a_value() {
    let log = Log::default();
    tracing::subscriber::set_global_default(log.clone()).unwrap();
    let short = Duration::from_millis(1);
    let resolver = Resolver::builder().provider("moody", Moody(Mutex::new(0))).ttl(short).backoff(short, short);
    let resolver = resolver.retries(1).build();
    let token = SecretRef::new(&PLACES);
    assert_eq!(resolver.read(token).unwrap().expose(), "hush");
    std::thread::sleep(Duration::from_millis(20));
    assert!(resolver.read(token).is_err());
    let text = log.after(4);
    assert!(!text.contains("hush"), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    assert!(lines.iter().all(|line| line.contains("place=moody://a")), "{text}");
    let is = |line: &str, level: &str, says: &str| line.starts_with(level) && line.contains(says);
    assert!(is(lines[0], "DEBUG", "cannot be fetched yet") && lines[0].contains("status 503"), "{text}");
    assert!(is(lines[1], "DEBUG", "was fetched") && lines[1].contains("v7"), "{text}");
    assert!(is(lines[2], "DEBUG", "cannot be fetched yet"), "{text}");
    assert!(is(lines[3], "WARN", "cannot be fetched") && lines[3].contains("Denied"), "{text}");
}
