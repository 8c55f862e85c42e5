//! AWS Secrets Manager, through AWS's own client: `aws-sm://prod/twilio#api_key`.
//!
//! * `session`: settings and credentials as AWS's tools find them; one client for each region
//! * `batch`: several secrets in one request
//! * `failure`: maps errors of the service and of the credential chain to our kinds
//! * `limit`: rejects responses that are too long

mod batch;
mod failure;
mod limit;
mod session;

use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use aws_config::SdkConfig;
use aws_sdk_secretsmanager::primitives::Blob;

use self::session::Session;
use super::{Failure, Fetched, Provider};
use crate::{field, ErrorKind, Place, SecretBytes};

/// Reads AWS Secrets Manager.
///
/// The path of a place is the name or the ARN of a secret. Its parameters are `region`, `stage` and
/// `version_id`. Without the last two, the version labelled `AWSCURRENT` is read. A secret with
/// several fields is a JSON text.
///
/// While AWS's client reads a response, it holds parts of it in memory that is freed without being
/// overwritten.
pub struct Aws {
    session: Arc<Session>,
}

impl Aws {
    /// Settings and credentials come from where all AWS tools take them: variables (`AWS_REGION`,
    /// `AWS_PROFILE`, `AWS_ENDPOINT_URL` …), profiles, web identity, containers and instances. They
    /// are looked up for the first secret, and again when the server rejects them.
    #[must_use]
    pub fn from_env() -> Aws {
        Aws { session: Arc::new(Session::from_env()) }
    }

    /// Uses settings and credentials that the program provides.
    #[must_use]
    pub fn with_config(config: SdkConfig) -> Aws {
        Aws { session: Arc::new(Session::with_config(config)) }
    }
}

impl fmt::Debug for Aws {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Aws").finish_non_exhaustive()
    }
}

impl Provider for Aws {
    fn fetch(&self, place: &Place, deadline: Instant) -> Result<Fetched, Failure> {
        self.session.block_on(self.session.get(*place, deadline))?
    }

    fn fetch_all(&self, places: &[Place], deadline: Instant) -> Vec<Result<Fetched, Failure>> {
        let all = batch::fetch(Arc::clone(&self.session), places, deadline);
        self.session.block_on(all).unwrap_or_else(|failure| places.iter().map(|_| Err(failure.clone())).collect())
    }

    fn batch_size(&self) -> usize {
        batch::LIMIT
    }
}

/// The value of a secret, sent as text or as bytes, or its field.
fn value(text: Option<String>, bytes: Option<Blob>, place: &Place) -> Result<SecretBytes, Failure> {
    let whole = match (text, bytes) {
        (Some(text), _) => SecretBytes::from(text),
        (None, Some(bytes)) => SecretBytes::from(bytes.into_inner()),
        (None, None) => return Err(Failure::new(ErrorKind::Empty, "")),
    };
    field::take(whole, place.field())
}
