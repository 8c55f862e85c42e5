//! Configures a resolver.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use super::settings::{Settings, LONGEST};
use super::Resolver;
use crate::provider::{built_in, Provider};

/// Configures a [`Resolver`]. Durations are capped at ten years, which stands for "always".
#[must_use]
pub struct ResolverBuilder {
    settings: Settings,
    providers: HashMap<&'static str, Arc<dyn Provider>>,
}

impl ResolverBuilder {
    pub(crate) fn new() -> ResolverBuilder {
        ResolverBuilder { settings: Settings::default(), providers: built_in().into_iter().collect() }
    }

    /// Uses `provider` for references with this scheme, in place of any other.
    pub fn provider(mut self, scheme: &'static str, provider: impl Provider + 'static) -> ResolverBuilder {
        self.providers.insert(scheme, Arc::new(provider));
        self
    }

    /// Removes all built-in providers.
    pub fn without_built_ins(mut self) -> ResolverBuilder {
        self.providers.clear();
        self
    }

    /// How long a value is cached, unless the server grants a shorter time. The default is five
    /// minutes; zero caches nothing.
    pub fn ttl(mut self, ttl: Duration) -> ResolverBuilder {
        self.settings.ttl = ttl.min(LONGEST);
        self
    }

    /// The fraction of its TTL by which each value may be fetched earlier, at random, so that a
    /// fleet does not send its requests at once. The default is a tenth.
    pub fn jitter(mut self, share: f64) -> ResolverBuilder {
        self.settings.jitter = share.clamp(0.0, 1.0);
        self
    }

    /// How long after its TTL a value may stand in for a provider that does not respond. The
    /// default is 15 minutes; zero means never. A value never stands in after the provider refused,
    /// or reported that there is no such secret.
    pub fn stale_limit(mut self, limit: Duration) -> ResolverBuilder {
        self.settings.stale_limit = limit.min(LONGEST);
        self
    }

    /// How many values are cached; a new one evicts the least recently used. The default is 1,000.
    pub fn capacity(mut self, values: usize) -> ResolverBuilder {
        self.settings.capacity = values;
        self
    }

    /// The timeout of a single attempt at a provider. The default is ten seconds.
    pub fn try_timeout(mut self, timeout: Duration) -> ResolverBuilder {
        self.settings.try_timeout = timeout.min(LONGEST);
        self
    }

    /// The timeout of a read at one place, including retries, even if the provider does not return.
    /// The default is 30 seconds.
    pub fn deadline(mut self, deadline: Duration) -> ResolverBuilder {
        self.settings.deadline = deadline.min(LONGEST);
        self
    }

    /// The number of retries for a provider that does not respond. The default is three.
    pub fn retries(mut self, retries: u32) -> ResolverBuilder {
        self.settings.retries = retries;
        self
    }

    /// The maximum wait before the first retry, and before any retry. The wait doubles each time,
    /// and a random part of it is used. The defaults are 100 ms and five seconds. If the server
    /// asks for a certain wait, that takes precedence.
    ///
    /// While a value stands in for a provider that does not respond, the provider is queried again
    /// after the longest wait.
    pub fn backoff(mut self, first: Duration, longest: Duration) -> ResolverBuilder {
        self.settings.first_backoff = first.min(LONGEST);
        self.settings.longest_backoff = longest.min(LONGEST);
        self
    }

    /// Maximum number of concurrent requests. The default is eight; threads are started on demand.
    pub fn threads(mut self, limit: usize) -> ResolverBuilder {
        self.settings.threads = limit;
        self
    }

    /// Builds the resolver. It sends no request and starts no thread yet.
    #[must_use]
    pub fn build(self) -> Resolver {
        Resolver::with(self.settings, self.providers)
    }
}
