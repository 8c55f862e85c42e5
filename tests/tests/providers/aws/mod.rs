//! `aws-sm://`: AWS Secrets Manager.
//!
//! * `contract`: what every provider does, with ministack behind a server that
//!   can be told to fail
//! * `moto`: signatures and policies, checked by moto
//! * `latency`: a measurement
//! * `canned`: answers that no stand-in gives, and the chain of credentials
//!
//! Nothing leaves this machine: every endpoint is a port of it, and metadata of
//! instances is switched off where no test answers for it.

mod canned;
mod contract;
mod emulator;
mod front;
mod latency;
mod moto;

use std::time::{Duration, Instant};

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_secretsmanager::Client;
use aws_sdk_secretsmanager::config::SharedAsyncSleep;
use aws_sdk_secretsmanager::config::retry::RetryConfig;
use aws_smithy_async::rt::sleep::TokioSleep;

/// Settings for a server on this machine.
fn config(url: &str, credentials: SharedCredentialsProvider) -> SdkConfig {
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(url)
        .credentials_provider(credentials)
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .sleep_impl(SharedAsyncSleep::new(TokioSleep::new()))
        .retry_config(RetryConfig::disabled())
        .build()
}

/// Credentials that never change.
fn fixed(access_key: &str, secret: &str) -> SharedCredentialsProvider {
    SharedCredentialsProvider::new(credentials(access_key, secret))
}

fn credentials(access_key: &str, secret: &str) -> Credentials {
    Credentials::builder().access_key_id(access_key).secret_access_key(secret).provider_name("test").build()
}

/// Does something with AWS's own client, as an administrator would.
fn administer<T>(url: &str, work: impl AsyncFnOnce(Client) -> T) -> T {
    let client = Client::new(&config(url, fixed("admin", "admin")));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(work(client))
}

fn soon() -> Instant {
    Instant::now() + Duration::from_secs(60)
}
