//! Configures the provider, from the program or the environment.

use std::path::PathBuf;
use std::{env, fmt};

use super::super::http::{Address, AwsCredentials, Client, Session, Settings, Setup, Tls};
use super::engine::Mounts;
use super::login::SERVICE_ACCOUNT;
use super::server::Server;
use super::{Connection, Vault, VaultLogin, VaultSecretId};
use crate::{ErrorKind, Failure, SecretBytes};

/// OpenBao's names take precedence, as in its own client.
const SETTINGS: Settings = Settings::new(&["BAO_", "VAULT_"]);

/// Builds a [`Vault`].
pub struct VaultBuilder {
    address: String,
    allow_http: bool,
    namespace: Option<String>,
    tls: Tls,
    login: Option<VaultLogin>,
}

impl VaultBuilder {
    pub(super) fn new(address: String) -> VaultBuilder {
        VaultBuilder { address, allow_http: false, namespace: None, tls: Tls::default(), login: None }
    }

    /// Reads the configuration from the environment; `docs/providers/vault.md` lists the variables.
    ///
    /// # Errors
    /// `Missing` if there is no address, or a named file does not exist.
    pub fn from_env() -> Result<VaultBuilder, Failure> {
        let client = match (SETTINGS.file("CLIENT_CERT")?, SETTINGS.file("CLIENT_KEY")?) {
            (Some(certificate), Some(key)) => Some((certificate.expose().to_vec(), key)),
            (None, None) => None,
            (Some(_), None) => return Err(SETTINGS.missing("CLIENT_KEY")),
            (None, Some(_)) => return Err(SETTINGS.missing("CLIENT_CERT")),
        };
        Ok(VaultBuilder {
            address: SETTINGS.required("ADDR")?,
            allow_http: false,
            namespace: SETTINGS.text("NAMESPACE")?,
            tls: Tls { authorities: SETTINGS.file("CACERT")?.map(|pem| pem.expose().to_vec()), client },
            login: login()?,
        })
    }

    /// Sets the namespace of all paths, such as `team/a`.
    #[must_use]
    pub fn namespace(mut self, namespace: impl Into<String>) -> VaultBuilder {
        self.namespace = Some(namespace.into());
        self
    }

    /// Trusts these authorities, as certificates in PEM, instead of the system's.
    #[must_use]
    pub fn authorities(mut self, pem: impl Into<Vec<u8>>) -> VaultBuilder {
        self.tls.authorities = Some(pem.into());
        self
    }

    /// Presents this client certificate, with its key, both in PEM.
    #[must_use]
    pub fn client_certificate(mut self, pem: impl Into<Vec<u8>>, key: SecretBytes) -> VaultBuilder {
        self.tls.client = Some((pem.into(), key));
        self
    }

    /// Allows a server that is neither HTTPS nor this machine. Anyone on the network path can then
    /// read every secret.
    #[must_use]
    pub fn allow_http(mut self) -> VaultBuilder {
        self.allow_http = true;
        self
    }

    /// Sets the way to log in.
    #[must_use]
    pub fn login(mut self, login: VaultLogin) -> VaultBuilder {
        self.login = Some(login);
        self
    }

    /// Builds the provider. It connects when the first secret is read.
    ///
    /// # Errors
    /// `Missing` if there is no login; `Malformed` if the address or a certificate is invalid.
    pub fn build(self) -> Result<Vault, Failure> {
        Ok(Vault(Setup::Done(self.connection()?)))
    }

    pub(super) fn connection(self) -> Result<Connection, Failure> {
        let address = Address::parse(&self.address, self.allow_http)?;
        Ok(Connection::new(Server {
            client: Client::new(address, &self.tls)?,
            namespace: self.namespace,
            login: self.login.ok_or_else(|| SETTINGS.missing("TOKEN"))?,
            session: Session::new(),
            mounts: Mounts::default(),
        }))
    }
}

/// The login that the environment configures, if any.
fn login() -> Result<Option<VaultLogin>, Failure> {
    let login = match SETTINGS.text("AUTH_METHOD")?.as_deref() {
        None => return Ok(token_login()?.or(app_role()?).or_else(token_helper)),
        Some("token") => token_login()?.or_else(token_helper),
        Some("approle") => Some(app_role()?.ok_or_else(|| SETTINGS.missing("ROLE_ID"))?),
        Some("kubernetes") => {
            let path = SETTINGS.text("JWT_FILE")?.unwrap_or_else(|| SERVICE_ACCOUNT.into());
            Some(VaultLogin::jwt_file(SETTINGS.required("ROLE")?, path).at("kubernetes"))
        }
        Some("jwt") => Some(jwt()?),
        Some("aws") => {
            let region = Settings::new(&["AWS_"]).text("STS_REGION")?;
            let server = SETTINGS.text("AWS_IAM_SERVER_ID")?;
            Some(VaultLogin::aws(SETTINGS.required("ROLE")?, region, server, AwsCredentials::from_env))
        }
        Some(_) => return Err(Failure::new(ErrorKind::Malformed, "VAULT_AUTH_METHOD is not a known method")),
    };
    Ok(match (login, SETTINGS.text("AUTH_MOUNT")?) {
        (Some(login), Some(mount)) => Some(login.at(mount)),
        (login, _) => login,
    })
}

fn token_login() -> Result<Option<VaultLogin>, Failure> {
    if let Some(token) = SETTINGS.secret("TOKEN")? {
        return Ok(Some(VaultLogin::token(token)));
    }
    Ok(SETTINGS.text("TOKEN_FILE")?.map(VaultLogin::token_file))
}

/// The file in which the CLI stores a token after `vault login`.
fn token_helper() -> Option<VaultLogin> {
    let path = PathBuf::from(env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"))?).join(".vault-token");
    path.exists().then(|| VaultLogin::token_file(path))
}

fn app_role() -> Result<Option<VaultLogin>, Failure> {
    let Some(role_id) = SETTINGS.text("ROLE_ID")? else { return Ok(None) };
    let secret_id = if let Some(secret) = SETTINGS.secret("SECRET_ID")? {
        VaultSecretId::Plain(secret)
    } else if let Some(path) = SETTINGS.text("SECRET_ID_FILE")? {
        VaultSecretId::File(path.into())
    } else if let Some(token) = SETTINGS.secret("WRAPPED_SECRET_ID")? {
        VaultSecretId::Wrapped(token)
    } else {
        VaultSecretId::None
    };
    Ok(Some(VaultLogin::app_role(role_id, secret_id)))
}

fn jwt() -> Result<VaultLogin, Failure> {
    let role = SETTINGS.required("ROLE")?;
    if let Some(jwt) = SETTINGS.secret("JWT")? {
        return Ok(VaultLogin::jwt(role, jwt));
    }
    Ok(VaultLogin::jwt_file(role, SETTINGS.required("JWT_FILE")?))
}

impl fmt::Debug for VaultBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VaultBuilder").field("login", &self.login).finish_non_exhaustive()
    }
}
