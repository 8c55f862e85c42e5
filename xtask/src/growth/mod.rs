//! Whether the time for a file is linear in its size: CPU time for n, 2n and 4n
//! bytes of shapes that are meant to hurt.
//!
//! A measurement, and no test: a machine that is busy with something else is no
//! defect. What grows faster than it should is marked.

mod measure;
mod shapes;

use measure::Measured;
use shapes::Shape;

/// Four times the bytes may take so many times the time before it is suspect.
const SUSPECT: f64 = 6.5;

/// Measures the shapes of which the name holds `part`, and prints a table.
///
/// # Errors
/// If one of them grows faster than its size.
pub(crate) fn run(part: &str) -> Result<(), String> {
    println!(
        "{:<40} {:>10} {:>9} {:>9} {:>9} {:>7} {:>8}",
        "shape", "bytes", "n ms", "2n ms", "4n ms", "4n : n", "MB/s"
    );
    let chosen = shapes::all().into_iter().filter(|shape| shape.name.contains(part));
    let suspects: Vec<_> = chosen.filter(|shape| !is_linear(shape)).map(|shape| shape.name).collect();
    if suspects.is_empty() { Ok(()) } else { Err(format!("faster than linear: {}", suspects.join(", "))) }
}

fn is_linear(shape: &Shape) -> bool {
    let Measured { bytes, millis } = measure::measure(shape);
    let [once, twice, four] = millis;
    let ratio = four / once;
    let rate = bytes as f64 * 4.0 / 1e3 / four;
    let mark = if ratio > SUSPECT { "  <-" } else { "" };
    println!("{:<40} {bytes:>10} {once:>9.1} {twice:>9.1} {four:>9.1} {ratio:>7.1} {rate:>8.2}{mark}", shape.name);
    ratio <= SUSPECT
}
