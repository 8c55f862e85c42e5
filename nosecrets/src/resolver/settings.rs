//! The settings of a resolver.

use std::time::Duration;

/// Longer than any program runs, and short enough to be added to any `Instant`.
pub(crate) const LONGEST: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);

/// What the builder's methods set; they document it.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) ttl: Duration,
    pub(crate) jitter: f64,
    pub(crate) stale_limit: Duration,
    pub(crate) capacity: usize,
    pub(crate) try_timeout: Duration,
    pub(crate) deadline: Duration,
    pub(crate) retries: u32,
    pub(crate) first_backoff: Duration,
    pub(crate) longest_backoff: Duration,
    pub(crate) threads: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            ttl: Duration::from_secs(5 * 60),
            jitter: 0.1,
            stale_limit: Duration::from_secs(15 * 60),
            capacity: 1_000,
            try_timeout: Duration::from_secs(10),
            deadline: Duration::from_secs(30),
            retries: 3,
            first_backoff: Duration::from_millis(100),
            longest_backoff: Duration::from_secs(5),
            threads: 8,
        }
    }
}

impl Settings {
    /// The maximum wait before the attempt after `tries`; doubled each time.
    pub(crate) fn backoff(&self, tries: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(tries.saturating_sub(1));
        self.first_backoff.saturating_mul(doubled).min(self.longest_backoff)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_the_longest() {
        let settings = Settings::default();
        let waits: Vec<u128> = (1..9).map(|tries| settings.backoff(tries).as_millis()).collect();
        assert_eq!(waits, [100, 200, 400, 800, 1600, 3200, 5000, 5000]);
        assert_eq!(settings.backoff(u32::MAX), Duration::from_secs(5));
    }
}
