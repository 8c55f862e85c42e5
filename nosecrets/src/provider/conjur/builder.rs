//! Configures the provider, from the program or the environment.

use std::fmt;
use std::path::Path;

use super::super::http::{Address, AwsCredentials, Client, Session, Settings, Setup, Tls};
use super::login::SIDECAR;
use super::server::Server;
use super::{Conjur, ConjurLogin};
use crate::{ErrorKind, Failure, SecretBytes};

const SETTINGS: Settings = Settings::new(&["CONJUR_"]);

/// Builds a [`Conjur`].
pub struct ConjurBuilder {
    address: String,
    account: String,
    allow_http: bool,
    tls: Tls,
    login: Option<ConjurLogin>,
}

impl ConjurBuilder {
    pub(super) fn new(address: String, account: String) -> ConjurBuilder {
        ConjurBuilder { address, account, allow_http: false, tls: Tls::default(), login: None }
    }

    /// Reads the configuration from the environment; `docs/providers/conjur.md` lists the
    /// variables.
    ///
    /// # Errors
    /// `Missing` if there is no address or account, or a named file does not exist.
    pub fn from_env() -> Result<ConjurBuilder, Failure> {
        let builder = ConjurBuilder::new(SETTINGS.required("APPLIANCE_URL")?, SETTINGS.required("ACCOUNT")?);
        let authorities = match SETTINGS.file("CERT_FILE")? {
            Some(pem) => Some(pem.expose().to_vec()),
            None => SETTINGS.text("SSL_CERTIFICATE")?.map(String::into_bytes),
        };
        Ok(ConjurBuilder { tls: Tls { authorities, client: None }, login: login()?, ..builder })
    }

    /// Trusts these authorities, as certificates in PEM, instead of the system's.
    #[must_use]
    pub fn authorities(mut self, pem: impl Into<Vec<u8>>) -> ConjurBuilder {
        self.tls.authorities = Some(pem.into());
        self
    }

    /// Presents this client certificate, with its key, both in PEM.
    #[must_use]
    pub fn client_certificate(mut self, pem: impl Into<Vec<u8>>, key: SecretBytes) -> ConjurBuilder {
        self.tls.client = Some((pem.into(), key));
        self
    }

    /// Allows a server that is neither HTTPS nor this machine. Anyone on the network path can then
    /// read every secret.
    #[must_use]
    pub fn allow_http(mut self) -> ConjurBuilder {
        self.allow_http = true;
        self
    }

    /// Sets the way to log in.
    #[must_use]
    pub fn login(mut self, login: ConjurLogin) -> ConjurBuilder {
        self.login = Some(login);
        self
    }

    /// Builds the provider. It connects when the first secret is read.
    ///
    /// # Errors
    /// `Missing` if there is no login; `Malformed` if the address or a certificate is invalid.
    pub fn build(self) -> Result<Conjur, Failure> {
        Ok(Conjur(Setup::Done(self.server()?)))
    }

    pub(super) fn server(self) -> Result<Server, Failure> {
        let address = Address::parse(&self.address, self.allow_http)?;
        let client = Client::new(address, &self.tls)?;
        let login = self.login.ok_or_else(|| SETTINGS.missing("AUTHN_LOGIN"))?;
        Ok(Server { client, account: self.account, login, session: Session::new() })
    }
}

/// The login that the environment configures, if any.
fn login() -> Result<Option<ConjurLogin>, Failure> {
    let kind = SETTINGS.text("AUTHN_TYPE")?;
    match kind.as_deref().map(|kind| kind.strip_prefix("authn-").unwrap_or(kind)) {
        None => match token()? {
            Some(login) => Ok(Some(login)),
            None if SETTINGS.text("AUTHN_JWT_SERVICE_ID")?.is_some() => jwt().map(Some),
            None => api_key(),
        },
        Some("authn" | "api_key") => Ok(Some(api_key()?.ok_or_else(|| SETTINGS.missing("AUTHN_LOGIN"))?)),
        Some("token") => token(),
        Some("jwt") => jwt().map(Some),
        Some("k8s") => Ok(token()?.or_else(|| Path::new(SIDECAR).exists().then(|| ConjurLogin::token_file(SIDECAR)))),
        Some("iam" | "aws") => {
            let region = Settings::new(&["AWS_"]).text("STS_REGION")?;
            let login =
                ConjurLogin::iam(service()?, SETTINGS.required("AUTHN_LOGIN")?, region, AwsCredentials::from_env);
            Ok(Some(login))
        }
        Some(_) => Err(Failure::new(ErrorKind::Malformed, "CONJUR_AUTHN_TYPE is not a known authenticator")),
    }
}

fn token() -> Result<Option<ConjurLogin>, Failure> {
    if let Some(path) = SETTINGS.text("AUTHN_TOKEN_FILE")? {
        return Ok(Some(ConjurLogin::token_file(path)));
    }
    Ok(SETTINGS.secret("AUTHN_TOKEN")?.map(ConjurLogin::token))
}

fn api_key() -> Result<Option<ConjurLogin>, Failure> {
    let Some(login) = SETTINGS.text("AUTHN_LOGIN")? else { return Ok(None) };
    if let Some(key) = SETTINGS.secret("AUTHN_API_KEY")? {
        return Ok(Some(ConjurLogin::api_key(login, key)));
    }
    let path = SETTINGS.text("AUTHN_API_KEY_FILE")?.ok_or_else(|| SETTINGS.missing("AUTHN_API_KEY"))?;
    Ok(Some(ConjurLogin::api_key_file(login, path)))
}

fn jwt() -> Result<ConjurLogin, Failure> {
    let (service, host) = (service()?, SETTINGS.text("AUTHN_JWT_HOST_ID")?);
    if let Some(jwt) = SETTINGS.secret("AUTHN_JWT_TOKEN")? {
        return Ok(ConjurLogin::jwt(service, host, jwt));
    }
    let path = Settings::new(&["CONJUR_AUTHN_", ""]).required("JWT_TOKEN_PATH")?;
    Ok(ConjurLogin::jwt_file(service, host, path))
}

/// The clients do not agree on the variable's name.
fn service() -> Result<String, Failure> {
    Settings::new(&["CONJUR_AUTHN_", "CONJUR_AUTHN_JWT_", "CONJUR_"]).required("SERVICE_ID")
}

impl fmt::Debug for ConjurBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConjurBuilder").field("login", &self.login).finish_non_exhaustive()
    }
}
