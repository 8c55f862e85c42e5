//! What every provider does.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use aws_sdk_secretsmanager::primitives::Blob;
use nosecrets::provider::Aws;
use nosecrets::{Place, Provider};

use super::emulator::{self, Emulator};
use super::front::{Front, Reply, Request};
use super::{administer, config, credentials};
use crate::contract::{Fault, NONSENSE, Subject, leaked};
use crate::stand_in::certificates::Authority;

/// ministack, and what stands before it.
struct Server {
    behind: &'static Emulator,
    front: Front,
    logins: Arc<Logins>,
    /// Stands before all names, for all tests share one ministack.
    name: usize,
    versions: Mutex<BTreeMap<String, Vec<String>>>,
}

/// Gives out a new access key each time.
#[derive(Debug, Default)]
struct Logins(AtomicUsize);

impl ProvideCredentials for Logins {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let number = self.0.fetch_add(1, Ordering::SeqCst);
        future::ProvideCredentials::ready(Ok(credentials(&format!("login-{number}"), "secret")))
    }
}

impl Server {
    fn name(&self, name: &str) -> &'static str {
        leaked(&format!("{}/{name}", self.name))
    }

    fn provider_at(&self, url: &str) -> Arc<dyn Provider> {
        let logins = SharedCredentialsProvider::new(Shared(Arc::clone(&self.logins)));
        Arc::new(Aws::with_config(config(url, logins)))
    }

    /// Stores a new version; its id.
    fn store(&self, name: &'static str, value: &[u8]) -> String {
        let (text, bytes) = match std::str::from_utf8(value) {
            Ok(text) => (Some(text.to_owned()), None),
            Err(_) => (None, Some(Blob::new(value))),
        };
        administer(&self.behind.url(), async |client| {
            let create = client.create_secret().name(name);
            let created = create.set_secret_string(text.clone()).set_secret_binary(bytes.clone()).send().await;
            if let Ok(created) = created {
                return created.version_id.unwrap();
            }
            let put = client.put_secret_value().secret_id(name).set_secret_string(text).set_secret_binary(bytes);
            put.send().await.unwrap().version_id.unwrap()
        })
    }
}

#[derive(Debug)]
struct Shared(Arc<Logins>);

impl ProvideCredentials for Shared {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        self.0.provide_credentials()
    }
}

/// Whether a request asks for values.
fn reads(request: &Request) -> bool {
    request.operation().contains("GetSecretValue")
}

impl Subject for Server {
    const SCHEME: &'static str = "aws-sm";

    fn start() -> Server {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let behind = emulator::ministack().expect("ministack in target/emulators: `cargo xtask test` installs it");
        Server {
            behind,
            front: Front::start(Some(behind.address)),
            logins: Arc::default(),
            name: NUMBER.fetch_add(1, Ordering::SeqCst),
            versions: Mutex::default(),
        }
    }

    fn provider(&self) -> Arc<dyn Provider> {
        self.provider_at(&self.front.url())
    }

    fn put(&self, name: &str, value: &[u8]) {
        let version = self.store(self.name(name), value);
        self.versions.lock().unwrap().entry(name.to_owned()).or_default().push(version);
    }

    fn place(&self, name: &str) -> Place {
        Place::new("aws-sm", self.name(name))
    }

    fn put_fields(&self, name: &str, fields: &[(&str, &str)]) {
        let fields: BTreeMap<_, _> = fields.iter().copied().collect();
        self.put(name, serde_json::to_string(&fields).unwrap().as_bytes());
    }

    fn field(&self, name: &str, field: &'static str) -> Place {
        self.place(name).with_field(field)
    }

    fn version(&self, name: &str, before: usize) -> Place {
        let versions = self.versions.lock().unwrap();
        let version = versions[name].iter().nth_back(before).unwrap();
        self.place(name).with_params(Box::leak(Box::new([("version_id", leaked(version))])))
    }

    fn no_version(&self, name: &str) -> Place {
        self.place(name).with_params(&[("version_id", "00000000-0000-0000-0000-000000000000")])
    }

    fn requests(&self) -> usize {
        self.front.reads()
    }

    fn set(&self, fault: Fault) {
        self.front.set_down(fault == Fault::Down);
        self.front.delay(if let Fault::Slow(delay) = fault { delay } else { Duration::ZERO });
        let logins = self.logins.0.load(Ordering::SeqCst);
        let is_old = move |request: &Request| {
            let number = request.access_key().and_then(|key| key.strip_prefix("login-")?.parse::<usize>().ok());
            number.is_some_and(|number| number < logins)
        };
        self.front.answer(move |request| {
            let reply = match fault {
                Fault::Denied => Reply::error(400, "AccessDeniedException"),
                Fault::Sealed => Reply::error(400, "DecryptionFailure"),
                Fault::Throttled => Reply::error(400, "ThrottlingException"),
                Fault::TokensExpired if is_old(request) => Reply::error(400, "ExpiredTokenException"),
                Fault::LoginsExpired => Reply::error(400, "ExpiredTokenException"),
                Fault::Broken => Reply::error(500, "InternalServiceError"),
                Fault::Garbage => Reply::new(200, NONSENSE),
                Fault::Huge => Reply::new(200, vec![b' '; 10 << 20]),
                _ => return None,
            };
            reads(request).then_some(reply)
        });
    }

    fn distrustful(&self) -> Arc<dyn Provider> {
        let tls = Authority::new().server(None);
        let server = crate::stand_in::Server::start(Arc::new(Nobody), Some(tls));
        let provider = Arc::new(Aws::with_config(
            config(&server.url(), SharedCredentialsProvider::new(Shared(Arc::clone(&self.logins))))
                .into_builder()
                .http_client(over_tls())
                .build(),
        ));
        // It has to answer for as long as the provider asks.
        Box::leak(Box::new(server));
        provider
    }
}

/// TLS as the provider sets it up itself.
fn over_tls() -> aws_sdk_secretsmanager::config::SharedHttpClient {
    use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
    aws_smithy_http_client::Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https()
}

/// Is never asked, for nobody trusts its certificate.
struct Nobody;

impl crate::stand_in::Service for Nobody {
    fn answer(&self, _: &crate::stand_in::Request) -> crate::stand_in::Reply {
        crate::stand_in::Reply::empty(200)
    }
}

contract! {
    Server {
        value,
        bytes,
        field,
        version,
        missing,
        missing_field,
        missing_version,
        empty: "the service takes no empty value",
        denied,
        sealed,
        throttled,
        expired_and_renewed,
        expired_for_good,
        slow,
        connection_refused,
        unknown_ca,
        server_error,
        garbage,
        huge,
        rotation,
        outage,
        concurrent_readers,
        all_at_once,
        shut_down,
    }
}
