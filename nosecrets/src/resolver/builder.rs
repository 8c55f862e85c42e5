//! Sets a resolver up.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use super::settings::{Settings, LONGEST};
use super::Resolver;
use crate::provider::{built_in, Provider};

/// Sets a [`Resolver`] up. Times are bounded by ten years, which stands for
/// "always".
#[must_use]
pub struct ResolverBuilder {
    settings: Settings,
    providers: HashMap<&'static str, Arc<dyn Provider>>,
}

impl ResolverBuilder {
    pub(crate) fn new() -> ResolverBuilder {
        ResolverBuilder { settings: Settings::default(), providers: built_in().into_iter().collect() }
    }

    /// Asks `provider` for references with this scheme, instead of whichever
    /// there was before.
    pub fn provider(mut self, scheme: &'static str, provider: impl Provider + 'static) -> ResolverBuilder {
        self.providers.insert(scheme, Arc::new(provider));
        self
    }

    /// Forgets all providers that come with the crate.
    pub fn without_built_ins(mut self) -> ResolverBuilder {
        self.providers.clear();
        self
    }

    /// For how long a value is kept, if the server does not give it for a
    /// shorter time. Five minutes unless set; zero keeps nothing.
    pub fn ttl(mut self, ttl: Duration) -> ResolverBuilder {
        self.settings.ttl = ttl.min(LONGEST);
        self
    }

    /// The share of its TTL by which each value may be fetched earlier, at
    /// random, so that a fleet does not ask all at once. A tenth unless set.
    pub fn jitter(mut self, share: f64) -> ResolverBuilder {
        self.settings.jitter = share.clamp(0.0, 1.0);
        self
    }

    /// For how long after its TTL a value may stand in for a provider that does
    /// not answer. 15 minutes unless set; zero for never. It never does after the
    /// provider refused, or said that there is no such secret.
    pub fn stale_limit(mut self, limit: Duration) -> ResolverBuilder {
        self.settings.stale_limit = limit.min(LONGEST);
        self
    }

    /// How many values are kept; the one that was not used for longest makes
    /// place for a new one. 1,000 unless set.
    pub fn capacity(mut self, values: usize) -> ResolverBuilder {
        self.settings.capacity = values;
        self
    }

    /// How long a provider may take for one try. Ten seconds unless set.
    pub fn try_timeout(mut self, timeout: Duration) -> ResolverBuilder {
        self.settings.try_timeout = timeout.min(LONGEST);
        self
    }

    /// How long a read may take at one place, all tries together, even if the
    /// provider does not come back. 30 seconds unless set.
    pub fn deadline(mut self, deadline: Duration) -> ResolverBuilder {
        self.settings.deadline = deadline.min(LONGEST);
        self
    }

    /// How often a provider that does not answer is asked again. Three times
    /// unless set.
    pub fn retries(mut self, retries: u32) -> ResolverBuilder {
        self.settings.retries = retries;
        self
    }

    /// The most that is waited before the first of these tries, and before any:
    /// the time is doubled for each, and a random part of it is waited. 100 ms
    /// and five seconds unless set. A time that the server asks for goes before.
    ///
    /// While a value stands in for a provider that does not answer, that
    /// provider is asked again after the longest of these times.
    pub fn backoff(mut self, first: Duration, longest: Duration) -> ResolverBuilder {
        self.settings.first_backoff = first.min(LONGEST);
        self.settings.longest_backoff = longest.min(LONGEST);
        self
    }

    /// How many requests are under way at once. Eight unless set; threads are
    /// started when they are needed.
    pub fn threads(mut self, limit: usize) -> ResolverBuilder {
        self.settings.threads = limit;
        self
    }

    /// The resolver. Asks nobody and starts no thread yet.
    #[must_use]
    pub fn build(self) -> Resolver {
        Resolver::with(self.settings, self.providers)
    }
}
