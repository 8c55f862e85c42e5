//! CPU time of one shape at three sizes.

use rustix::time::{ClockId, clock_gettime};

use super::shapes::Shape;

/// Sizes begin here, in bytes, and double until a run takes [`ENOUGH`].
const FIRST: usize = 16 << 10;

/// Nothing is made larger than this before it is doubled twice.
const LARGEST: usize = 1 << 20;

/// A run that takes less, in milliseconds, is too short to be compared.
const ENOUGH: f64 = 40.0;

/// What was measured.
pub(super) struct Measured {
    /// Size of the smallest input.
    pub(super) bytes: usize,
    /// CPU time at n, 2n and 4n bytes, in milliseconds.
    pub(super) millis: [f64; 3],
}

/// Measures a shape, from the size on at which it takes long enough.
pub(super) fn measure(shape: &Shape) -> Measured {
    // What is made at the first use is not counted.
    time(shape, FIRST);
    let mut size = FIRST;
    let (mut bytes, mut once) = time(shape, size);
    while once < ENOUGH && size < LARGEST {
        size *= 2;
        (bytes, once) = time(shape, size);
    }
    Measured { bytes, millis: [once, time(shape, 2 * size).1, time(shape, 4 * size).1] }
}

/// Size of the input, and CPU time of all threads of this process in milliseconds.
fn time(shape: &Shape, size: usize) -> (usize, f64) {
    let input = (shape.make)(size);
    let before = cpu_millis();
    (shape.run)(&input);
    (input.len(), (cpu_millis() - before).max(0.01))
}

fn cpu_millis() -> f64 {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    now.tv_sec as f64 * 1e3 + now.tv_nsec as f64 / 1e6
}
