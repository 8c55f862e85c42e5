//! TLS: trusted authorities, and our client certificate.

use std::sync::Arc;

use rustls::pki_types::{pem::PemObject, CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use ureq::tls::{Certificate, ClientCert, PrivateKey, RootCerts, TlsConfig};

use crate::{ErrorKind, Failure, SecretBytes};

/// Certificates of a connection, in PEM.
#[derive(Debug, Default)]
pub(crate) struct Tls {
    /// Authorities to trust instead of the system's.
    pub(crate) authorities: Option<Vec<u8>>,
    /// Our certificates, and the key of the first one.
    pub(crate) client: Option<(Vec<u8>, SecretBytes)>,
}

impl Tls {
    pub(super) fn config(&self) -> Result<TlsConfig, Failure> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = TlsConfig::builder().unversioned_rustls_crypto_provider(provider);
        config = config.root_certs(match &self.authorities {
            Some(pem) => {
                RootCerts::new_with_certs(&certificates(pem, "the file of certificate authorities contains none")?)
            }
            None => RootCerts::PlatformVerifier,
        });
        if let Some((pem, key)) = &self.client {
            config = config.client_cert(Some(client(pem, key)?));
        }
        Ok(config.build())
    }
}

fn certificates(pem: &[u8], or_else: &str) -> Result<Vec<Certificate<'static>>, Failure> {
    let malformed = || Failure::new(ErrorKind::Malformed, or_else);
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let certificates = certificates.map_err(|_| malformed())?;
    if certificates.is_empty() {
        return Err(malformed());
    }
    Ok(certificates.iter().map(|certificate| Certificate::from_der(certificate).to_owned()).collect())
}

/// Checks that key and certificate belong together, because ureq would panic.
fn client(pem: &[u8], key: &SecretBytes) -> Result<ClientCert, Failure> {
    let malformed = |detail: &str| Failure::new(ErrorKind::Malformed, detail);
    let chain = certificates(pem, "the file of the client's certificate contains none")?;
    let not_a_key = || malformed("the file of the client's key contains none that can be used");
    let der = PrivateKeyDer::from_pem_slice(key.expose()).map_err(|_| not_a_key())?;
    let ders = chain.iter().map(|certificate| CertificateDer::from(certificate.der().to_vec())).collect();
    CertifiedKey::from_der(ders, der, &rustls::crypto::ring::default_provider())
        .map_err(|_| malformed("the client's key does not belong to its certificate"))?;
    let key = PrivateKey::from_pem(key.expose()).map_err(|_| not_a_key())?;
    Ok(ClientCert::new_with_certs(&chain, key))
}

/// The reason why there is no secure connection.
pub(super) fn detail(error: &rustls::Error) -> &'static str {
    match error {
        rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer) => {
            "the server's certificate is from an authority that is not trusted"
        }
        rustls::Error::InvalidCertificate(_) => "the server's certificate is not valid",
        rustls::Error::AlertReceived(_) => "the server refuses the secure connection",
        rustls::Error::InvalidMessage(_) => "the server does not speak TLS",
        _ => "TLS failed",
    }
}
