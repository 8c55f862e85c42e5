//! CyberArk Conjur: `conjur://prod/twilio/api_key`.
//!
//! The path is the variable's id. Parameters: `account=`, if it is not the login's account, and
//! `version=`. A field is extracted from a value in JSON.
//!
//! API: <https://docs.cyberark.com/conjur-open-source/latest/en/content/developer/lp_rest_api.htm>

mod batch;
mod builder;
mod login;
mod server;
mod token;

pub use builder::ConjurBuilder;
pub use login::ConjurLogin;

use std::fmt;
use std::time::Instant;

use self::server::Server;
use super::http::{encode, Setup};
use super::{Failure, Fetched, Provider};
use crate::{field, Place, SecretBytes};

/// Reads variables from a Conjur server.
///
/// Its access tokens last 8 minutes; they are replaced before they expire.
///
/// ```no_run
/// use nosecrets::provider::{Conjur, conjur::ConjurLogin};
/// use nosecrets::Secret;
///
/// # fn main() -> Result<(), nosecrets::Failure> {
/// # let key = Secret::from(String::new());
/// let login = ConjurLogin::api_key("host/prod/web", key);
/// let conjur = Conjur::builder("https://conjur.example", "dev").login(login).build()?;
/// # Ok(())
/// # }
/// ```
pub struct Conjur(Setup<Server>);

impl Conjur {
    /// A provider for the server at `address`, and the account of the login there.
    #[must_use]
    pub fn builder(address: impl Into<String>, account: impl Into<String>) -> ConjurBuilder {
        ConjurBuilder::new(address.into(), account.into())
    }

    /// Uses `CONJUR_APPLIANCE_URL`, `CONJUR_ACCOUNT` and the other variables of the official
    /// clients. They are read with the first secret, which fails as [`ConjurBuilder::from_env`]
    /// does.
    #[must_use]
    pub fn from_env() -> Conjur {
        Conjur(Setup::on_demand(|| ConjurBuilder::from_env()?.server()))
    }
}

impl Provider for Conjur {
    fn fetch(&self, place: &Place, deadline: Instant) -> Result<Fetched, Failure> {
        self.0.get().and_then(|server| read(server, place, deadline))
    }

    /// Requests many variables at once. If the server refuses one of them, it refuses all, so each
    /// one is then requested separately.
    fn fetch_all(&self, places: &[Place], deadline: Instant) -> Vec<Result<Fetched, Failure>> {
        match self.0.get() {
            Ok(server) => batch::read(server, places, deadline),
            Err(failure) => places.iter().map(|_| Err(failure.clone())).collect(),
        }
    }

    fn batch_size(&self) -> usize {
        batch::PLACES
    }
}

/// Reads one variable.
fn read(server: &Server, place: &Place, deadline: Instant) -> Result<Fetched, Failure> {
    let (account, id) = (encode(server.account(place), ""), encode(place.path(), ""));
    let version = place.param("version").map(|version| format!("?version={}", encode(version, "")));
    let path = format!("/secrets/{account}/variable/{id}{}", version.unwrap_or_default());
    let answer = server.read(&path, None, deadline)?;
    if answer.status != 200 {
        return Err(server::failure(&answer));
    }
    let value = field::take(SecretBytes::from(answer.body.to_vec()), place.field())?;
    Ok(Fetched { value, version: place.param("version").map(str::to_owned), lease: None })
}

impl fmt::Debug for Conjur {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Conjur").finish_non_exhaustive()
    }
}
