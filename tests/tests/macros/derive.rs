//! Structs of secrets.

use std::num::NonZeroU16;
use std::time::{Duration, Instant};

use nosecrets::{ErrorKind, Failure, Fetched, Place, Provider, Resolver, Secret, SecretBytes, Secrets};

/// Knows the value of every variable but those called `MISSING_…`.
struct Fake;

impl Provider for Fake {
    fn fetch(&self, place: &Place, _deadline: Instant) -> Result<Fetched, Failure> {
        match place.path().split_once('_') {
            Some(("MISSING", _)) => Err(Failure::new(ErrorKind::Missing, "")),
            Some(("NUMBER", number)) => Ok(SecretBytes::from(number.to_owned()).into()),
            _ => Ok(SecretBytes::from(format!("value of {}", place.path())).into()),
        }
    }
}

fn load<T: Secrets>() -> Result<T, String> {
    let resolver = Resolver::builder().provider("env", Fake).retries(0).deadline(Duration::from_secs(9)).build();
    T::load_with(&resolver).map_err(|error| error.to_string())
}

#[derive(Debug, Secrets)]
struct Config {
    #[secret("TOKEN")]
    token: Secret,
    #[secret("MISSING_A", "env://OTHER")]
    other: Secret,
    #[secret("MISSING_A")]
    optional: Option<Secret>,
    #[secret("BYTES")]
    bytes: SecretBytes,
    #[secret("FIRST")]
    #[secret("MISSING_A", "SECOND")]
    several: Vec<Secret>,
    #[secret("NUMBER_8080")]
    port: u16,
    #[secret("MISSING_A")]
    retries: Option<u8>,
    #[secret("NUMBER_30", parse = seconds)]
    timeout: Duration,
    #[secret(nested)]
    pub(crate) database: Database<NonZeroU16>,
    #[secret(skip)]
    r#type: String,
}

/// A part, with a parameter whose bound the derive adds.
#[derive(Debug, Secrets)]
struct Database<P>
where
    P: Copy,
{
    #[secret("PASSWORD")]
    password: Secret,
    #[secret("NUMBER_5432")]
    port: P,
}

fn seconds(text: &str) -> Result<Duration, std::num::ParseIntError> {
    text.parse().map(Duration::from_secs)
}

#[test]
fn every_field_is_read_from_where_its_attribute_says() {
    let config: Config = load().unwrap();
    assert_eq!(config.token.expose(), "value of TOKEN");
    assert_eq!(config.other.expose(), "value of OTHER");
    assert_eq!(config.optional, None);
    assert_eq!(config.bytes.expose(), b"value of BYTES");
    let several: Vec<&str> = config.several.iter().map(Secret::expose).collect();
    assert_eq!(several, ["value of FIRST", "value of SECOND"]);
    assert_eq!((config.port, config.retries, config.timeout), (8080, None, Duration::from_secs(30)));
    assert_eq!(config.database.password.expose(), "value of PASSWORD");
    assert_eq!(config.database.port.get(), 5432);
    assert_eq!(config.r#type, "");
}

#[derive(Debug, Secrets)]
#[expect(dead_code, reason = "it cannot be loaded")]
struct Wrong {
    #[secret("MISSING_A")]
    token: Secret,
    #[secret("TOKEN")]
    _right: Secret,
    #[secret("NUMBER_99999")]
    port: u16,
    #[secret(nested)]
    inner: Inner,
}

#[derive(Debug, Secrets)]
#[expect(dead_code, reason = "it cannot be loaded")]
struct Inner {
    #[secret("MISSING_B")]
    #[secret("MISSING_C")]
    r#where: Vec<Secret>,
}

#[test]
fn all_failures_are_reported_together_by_the_names_of_the_fields() {
    let message = load::<Wrong>().unwrap_err();
    for field in ["`token`", "`port`", "`inner.where`", "MISSING_B", "MISSING_C"] {
        assert!(message.contains(field), "{field} in {message}");
    }
    assert!(!message.contains("99999") || message.contains("NUMBER_99999"), "{message}");
    assert!(!message.contains("right"), "{message}");
}
