//! Settings and credentials, and a client for each region.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Instant;

use aws_config::identity::IdentityCache;
use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_secretsmanager::config::{Builder, SharedHttpClient};
use aws_sdk_secretsmanager::error::SdkError;
use aws_sdk_secretsmanager::operation::get_secret_value::builders::GetSecretValueFluentBuilder;
use aws_sdk_secretsmanager::operation::get_secret_value::GetSecretValueOutput;
use aws_sdk_secretsmanager::Client;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider as TlsProvider, TlsContext, TrustStore};
use tokio::runtime::{Builder as RuntimeBuilder, Runtime};

use super::failure::{self, late};
use super::limit::Limit;
use crate::{ErrorKind, Failure, Fetched, Place};

/// Names a file of authorities to trust in addition to the system's.
const CA_BUNDLE: &str = "AWS_CA_BUNDLE";

/// The default version of a secret.
const CURRENT: &str = "AWSCURRENT";

/// Connections to the service.
pub(super) struct Session {
    /// Source of the settings; `None` for the environment.
    config: Option<SdkConfig>,
    /// A client for each region in use, and for the default one.
    clients: Mutex<HashMap<Option<String>, Client>>,
    /// Runs AWS's client, which requires tokio. It is driven by one thread at a time, among those
    /// that wait for the provider.
    runtime: OnceLock<Runtime>,
}

impl Session {
    pub(super) fn from_env() -> Session {
        Session { config: None, clients: Mutex::default(), runtime: OnceLock::new() }
    }

    pub(super) fn with_config(config: SdkConfig) -> Session {
        Session { config: Some(config), clients: Mutex::default(), runtime: OnceLock::new() }
    }

    /// Runs `future` on this thread.
    ///
    /// # Errors
    /// If no runtime can be created.
    pub(super) fn block_on<T>(&self, future: impl Future<Output = T>) -> Result<T, Failure> {
        Ok(self.runtime()?.block_on(future))
    }

    fn runtime(&self) -> Result<&Runtime, Failure> {
        if let Some(runtime) = self.runtime.get() {
            return Ok(runtime);
        }
        let runtime = RuntimeBuilder::new_current_thread().enable_all().build();
        let runtime =
            runtime.map_err(|_| Failure::new(ErrorKind::Unavailable, "the system provides no event queue"))?;
        Ok(self.runtime.get_or_init(|| runtime))
    }

    /// Fetches one secret.
    pub(super) async fn get(&self, place: Place, deadline: Instant) -> Result<Fetched, Failure> {
        let secret = self.ask(region(&place), deadline, |client| request(&client, &place).send()).await?;
        let GetSecretValueOutput { secret_string, secret_binary, version_id, .. } = secret;
        let value = super::value(secret_string, secret_binary, &place)?;
        Ok(Fetched { value, version: version_id, lease: None })
    }

    /// Sends a request to a region. If the server rejects the credentials, they are looked up
    /// again, and the request is repeated once.
    pub(super) async fn ask<T, E, F>(
        &self,
        region: Option<&str>,
        deadline: Instant,
        send: impl Fn(Client) -> F,
    ) -> Result<T, Failure>
    where
        E: failure::ServiceError,
        F: Future<Output = Result<T, SdkError<E>>>,
    {
        let asked = async {
            let refused = match send(self.client(region).await?).await {
                Ok(answer) => return Ok(answer),
                Err(error) => failure::of(&error),
            };
            if !refused.is_about_login {
                return Err(refused.failure);
            }
            self.clients().clear();
            send(self.client(region).await?).await.map_err(|error| failure::of(&error).failure)
        };
        tokio::time::timeout_at(deadline.into(), asked).await.unwrap_or_else(|_| Err(late()))
    }

    async fn client(&self, region: Option<&str>) -> Result<Client, Failure> {
        let key = region.map(str::to_owned);
        if let Some(client) = self.clients().get(&key) {
            return Ok(client.clone());
        }
        let client = self.connect(region).await?;
        self.clients().insert(key, client.clone());
        Ok(client)
    }

    /// Creates a client with the current settings and credentials.
    async fn connect(&self, region: Option<&str>) -> Result<Client, Failure> {
        let region = region.map(|name| Region::new(name.to_owned()));
        let config = match &self.config {
            Some(config) => config.clone(),
            None => load(region.clone()).await?,
        };
        // The resolver does the retries, as the program configured them.
        let settings = Builder::from(&config).retry_config(RetryConfig::disabled()).interceptor(Limit);
        // With its own cache, a new client does not start with the old credentials.
        let mut settings = settings.identity_cache(IdentityCache::lazy().build());
        if region.is_some() {
            settings = settings.region(region);
        } else if config.region().is_none() {
            return Err(Failure::new(ErrorKind::Missing, "no region: set AWS_REGION, or write `?region=` or an ARN"));
        }
        Ok(Client::from_conf(settings.build()))
    }

    fn clients(&self) -> MutexGuard<'_, HashMap<Option<String>, Client>> {
        self.clients.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Session {
    /// A runtime that waits for its tasks must not be dropped inside another one.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// The request for one secret.
fn request(client: &Client, place: &Place) -> GetSecretValueFluentBuilder {
    let (stage, version) = (place.param("stage"), place.param("version_id"));
    // While a version is being replaced, some servers return another one if none is named.
    let stage = stage.or(if version.is_none() { Some(CURRENT) } else { None });
    let request = client.get_secret_value().secret_id(place.path());
    request.set_version_stage(stage.map(str::to_owned)).set_version_id(version.map(str::to_owned))
}

/// The region of a place: its parameter, or the region of its ARN.
pub(super) fn region(place: &Place) -> Option<&'static str> {
    let of_arn = || place.path().strip_prefix("arn:").and_then(|rest| rest.split(':').nth(2));
    place.param("region").or_else(of_arn).filter(|region| !region.is_empty())
}

/// The settings that AWS's tools would use in this environment.
async fn load(region: Option<Region>) -> Result<SdkConfig, Failure> {
    let loader = aws_config::defaults(BehaviorVersion::latest()).http_client(http_client()?);
    Ok(match region {
        Some(region) => loader.region(region).load().await,
        None => loader.load().await,
    })
}

/// AWS's client with the TLS implementation of the other providers.
fn http_client() -> Result<SharedHttpClient, Failure> {
    let mut trusted = TrustStore::default();
    if let Some(file) = std::env::var_os(CA_BUNDLE).filter(|file| !file.is_empty()) {
        let pem = std::fs::read(file);
        let pem =
            pem.map_err(|_| Failure::new(ErrorKind::Missing, format!("the file of {CA_BUNDLE} cannot be read")))?;
        trusted.add_pem_certificate(pem);
    }
    let context = TlsContext::builder().with_trust_store(trusted).build();
    let context = context.map_err(|_| Failure::new(ErrorKind::Malformed, "the trusted authorities cannot be used"))?;
    let tls = TlsProvider::Rustls(CryptoMode::Ring);
    Ok(aws_smithy_http_client::Builder::new().tls_provider(tls).tls_context(context).build_https())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_names_its_region_unless_a_parameter_does() {
        let arn = Place::new("aws-sm", "arn:aws:secretsmanager:eu-west-1:000000000000:secret:prod/twilio-a1b2c3");
        assert_eq!(region(&arn), Some("eu-west-1"));
        assert_eq!(region(&arn.with_params(&[("region", "us-east-1")])), Some("us-east-1"));
        assert_eq!(region(&Place::new("aws-sm", "prod/twilio")), None);
        assert_eq!(region(&Place::new("aws-sm", "arn:nothing")), None);
    }
}
