//! All secrets of a configuration at once, as `#[derive(Secrets)]` does it.

use std::time::{Duration, Instant};

use nosecrets::load::Loader;
use nosecrets::{ErrorKind, Place, Secret, SecretBytes, SecretRef, Secrets};

use crate::provider::{builder, failure, value, Told};

macro_rules! reference {
    ($($path:literal),+) => {{
        const PLACES: &[Place] = &[$(Place::new("told", $path)),+];
        SecretRef::new(PLACES)
    }};
}

struct Config {
    token: Secret,
    key: Option<Secret>,
    salt: SecretBytes,
    peers: Vec<Secret>,
    port: u16,
    limit: Option<u32>,
    database: Database,
}

struct Database {
    password: Secret,
}

impl Secrets for Database {
    fn build(load: &mut Loader) -> Option<Self> {
        let password = load.field("password", &[reference!("database")]);
        Some(Database { password: password? })
    }
}

impl Secrets for Config {
    fn build(load: &mut Loader) -> Option<Self> {
        let token = load.field("token", &[reference!("token", "old-token")]);
        let key = load.field("key", &[reference!("key")]);
        let salt = load.field("salt", &[reference!("salt")]);
        let peers = load.field("peers", &[reference!("peer-1"), reference!("peer-2")]);
        let port = load.parsed("port", reference!("port"), str::parse::<u16>);
        let limit = load.parsed_optional("limit", reference!("limit"), str::parse::<u32>);
        let database = load.nested("database");
        Some(Config {
            token: token?,
            key: key?,
            salt: salt?,
            peers: peers?,
            port: port?,
            limit: limit?,
            database: database?,
        })
    }
}

const ALL: [(&str, Result<&str, ErrorKind>); 7] = [
    ("old-token", Ok("t")),
    ("salt", Ok("s")),
    ("peer-1", Ok("p1")),
    ("peer-2", Ok("p2")),
    ("port", Ok("5432")),
    ("database", Ok("d")),
    ("limit", Ok("7")),
];

#[test]
fn every_field_gets_its_secret() {
    let config: Config = builder(&Told::table(&ALL)).build().load().unwrap();
    assert_eq!(config.token.expose(), "t");
    assert_eq!(config.key, None);
    assert_eq!(config.salt.expose(), b"s");
    assert_eq!(config.peers.iter().map(Secret::expose).collect::<Vec<_>>(), ["p1", "p2"]);
    assert_eq!((config.port, config.limit), (5432, Some(7)));
    assert_eq!(config.database.password.expose(), "d");
}

#[test]
fn all_failures_are_told_together_with_their_fields() {
    let told = Told::table(&[
        ("token", Err(ErrorKind::Denied)),
        ("key", Err(ErrorKind::Sealed)),
        ("peer-1", Ok("p1")),
        ("salt", Ok("s")),
        ("port", Ok("no number of a port")),
        ("limit", Ok("-1")),
    ]);
    let error = builder(&told).build().load::<Config>().err().unwrap();
    assert_eq!(
        error.to_string(),
        "6 secrets cannot be read\n  \
         field `token`: cannot read `told://token, else told://old-token`: access is denied (as told)\n  \
         field `key`: cannot read `told://key`: the provider is sealed (as told)\n  \
         field `peers`: cannot read `told://peer-2`: there is no such secret (as told)\n  \
         field `port`: cannot read `told://port`: the value is malformed (it cannot be parsed)\n  \
         field `limit`: cannot read `told://limit`: the value is malformed (it cannot be parsed)\n  \
         field `database.password`: cannot read `told://database`: there is no such secret (as told)"
    );
    assert_eq!(format!("{error:?}"), error.to_string());
    assert_eq!(error.failures()[5].field(), "database.password");
    assert_eq!(error.failures()[5].error().kind(), ErrorKind::NotFound);
}

#[test]
fn one_failure_is_told_in_one_line() {
    let error = builder(&Told::table(&[])).build().load::<Database>().err().unwrap();
    let line = "field `password`: cannot read `told://database`: there is no such secret (as told)";
    assert_eq!(error.to_string(), line);
}

#[test]
fn a_provider_that_takes_several_is_asked_once() {
    let told = Told::batching(20, |place, _| match place.path() {
        "token" | "key" => failure(ErrorKind::NotFound),
        "port" | "limit" => value("1"),
        _ => value("x"),
    });
    builder(&told).build().load::<Config>().unwrap();
    let first = told.asked().remove(0);
    assert_eq!(first, "token+key+salt+peer-1+peer-2+port+limit+database");
    assert_eq!(told.asked()[1..], ["old-token"], "nothing is asked for twice");
    let small = Told::batching(3, |_, _| value("1"));
    builder(&small).build().load::<Config>().unwrap();
    let mut batches: Vec<usize> = small.asked().iter().map(|paths| paths.split('+').count()).collect();
    batches.sort_unstable();
    assert_eq!(batches, [2, 3, 3]);
}

#[test]
fn in_a_batch_only_what_failed_is_asked_for_again() {
    let mut failed = false;
    let told = Told::batching(20, move |place, _| match place.path() {
        "salt" if !std::mem::replace(&mut failed, true) => failure(ErrorKind::Unavailable),
        _ => value("1"),
    });
    builder(&told).build().load::<Config>().unwrap();
    assert_eq!(told.asked()[1..], ["salt"]);
}

#[test]
fn a_provider_that_forgets_an_answer_is_an_error() {
    use nosecrets::{Failure, Fetched, Provider, Resolver};
    struct Forgetful;
    impl Provider for Forgetful {
        fn fetch(&self, _: &Place, _: Instant) -> Result<Fetched, Failure> {
            value("1")
        }
        fn fetch_all(&self, places: &[Place], _: Instant) -> Vec<Result<Fetched, Failure>> {
            places.iter().skip(2).map(|_| value("1")).collect()
        }
        fn batch_size(&self) -> usize {
            20
        }
    }
    let error = Resolver::builder().provider("told", Forgetful).build().load::<Config>().err().unwrap();
    assert_eq!(error.failures().len(), 2);
    assert!(error.failures().iter().all(|failure| failure.error().kind() == ErrorKind::Malformed), "{error}");
}

#[test]
fn others_are_asked_for_at_the_same_time() {
    let barrier = std::sync::Arc::new(std::sync::Barrier::new(8));
    struct Meeting(std::sync::Arc<std::sync::Barrier>);
    impl nosecrets::Provider for Meeting {
        fn fetch(&self, _: &Place, _: Instant) -> Result<nosecrets::Fetched, nosecrets::Failure> {
            self.0.wait();
            value("1")
        }
    }
    let resolver = nosecrets::Resolver::builder().provider("told", Meeting(barrier)).deadline(Duration::from_secs(5));
    assert!(resolver.build().load::<Config>().is_ok(), "all eight are under way together");
}
