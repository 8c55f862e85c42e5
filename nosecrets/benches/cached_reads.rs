//! How many reads of a kept value one thread gets through:
//! `cargo bench -p nosecrets --bench cached_reads`, with a number behind `--` for
//! another count of reads.

use std::hint::black_box;
use std::io::{self, Write};
use std::time::Instant;

use nosecrets::{Failure, Fetched, Place, Provider, Resolver, SecretBytes, SecretRef};

struct Fixed;

impl Provider for Fixed {
    fn fetch(&self, place: &Place, _: Instant) -> Result<Fetched, Failure> {
        Ok(Fetched::from(SecretBytes::from(format!("value of {}", place.path()))))
    }
}

const VAULT: Place = Place::new("vault", "secret/twilio").with_field("api_key");
static TOKEN: SecretRef = SecretRef::new(&[VAULT]);
static FALLBACK: SecretRef = SecretRef::new(&[Place::new("env", "NOSECRETS_NOT_SET"), VAULT]);

fn main() -> io::Result<()> {
    let reads = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(5_000_000);
    let resolver = Resolver::builder().provider("vault", Fixed).build();
    for (what, reference) in [("kept value", TOKEN), ("kept value behind a variable that is not set", FALLBACK)] {
        let begun = Instant::now();
        for _ in 0..reads {
            assert!(black_box(resolver.read(black_box(reference))).is_ok());
        }
        let nanoseconds = begun.elapsed().as_nanos() as f64 / f64::from(reads);
        let millions = 1000.0 / nanoseconds;
        writeln!(io::stdout(), "{what}: {nanoseconds:.1} ns a read, {millions:.1} million reads/s")?;
    }
    Ok(())
}
