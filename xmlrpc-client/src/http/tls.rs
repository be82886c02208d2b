//! TLS by rustls.

use std::fmt;
use std::sync::{Arc, OnceLock};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::error::{Error, Phase};

/// What a client trusts, and how it authenticates.
#[derive(Default)]
pub(crate) struct TlsSettings {
    /// Certificates in PEM, in place of the system's.
    pub(crate) authorities: Option<Vec<u8>>,
    /// A certificate with its chain, and its key, in PEM.
    pub(crate) identity: Option<(Vec<u8>, Vec<u8>)>,
}

/// TLS with one server.
pub(super) struct Tls {
    connector: TlsConnector,
    name: ServerName<'static>,
}

impl Tls {
    pub(super) fn new(host: &str, settings: &TlsSettings) -> Result<Self, Error> {
        let name = ServerName::try_from(host.to_owned());
        let name = name.map_err(|_| Error::usage(format!("\"{host}\" is not a name that a certificate can have")))?;
        let roots = match &settings.authorities {
            Some(pem) => Arc::new(authorities(pem)?),
            None => system_roots()?,
        };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = config.map_err(|error| Error::usage(format!("TLS cannot be set up: {error}")))?;
        let config = config.with_root_certificates(roots);
        let mut config = match &settings.identity {
            None => config.with_no_client_auth(),
            Some((certificates, key)) => {
                let (certificates, key) = identity(certificates, key)?;
                let config = config.with_client_auth_cert(certificates, key);
                config.map_err(|error| Error::usage(format!("the client certificate cannot be used: {error}")))?
            }
        };
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Tls { connector: TlsConnector::from(Arc::new(config)), name })
    }

    pub(super) async fn connect(&self, stream: TcpStream) -> Result<TlsStream<TcpStream>, Error> {
        let connected = self.connector.connect(self.name.clone(), stream).await;
        connected.map_err(|error| {
            let text = error.to_string();
            let advice = if text.contains("UnknownIssuer") || text.contains("BadSignature") {
                "; `ca` trusts certificates that are not the system's"
            } else if text.contains("InvalidContentType") {
                "; the server does not speak TLS there: is it http://?"
            } else {
                ""
            };
            Error::transport(Phase::Tls, error).saying(format!("the TLS handshake failed: {text}{advice}"))
        })
    }
}

/// The authorities that the system trusts. They are read once.
fn system_roots() -> Result<Arc<RootCertStore>, Error> {
    static ROOTS: OnceLock<Arc<RootCertStore>> = OnceLock::new();
    let roots = ROOTS.get_or_init(|| {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        Arc::new(roots)
    });
    if roots.is_empty() {
        let advice = "install the package with them, often `ca-certificates`, or set `ca`";
        return Err(Error::usage(format!("the system has no certificates of authorities: {advice}")));
    }
    Ok(roots.clone())
}

fn authorities(pem: &[u8]) -> Result<RootCertStore, Error> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(pem, "`ca`")? {
        let added = roots.add(certificate);
        added.map_err(|error| Error::usage(format!("`ca` has a certificate that cannot be used: {error}")))?;
    }
    Ok(roots)
}

fn identity(pem: &[u8], key: &[u8]) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>), Error> {
    let key = PrivateKeyDer::from_pem_slice(key);
    let wrong = "the key of the client certificate is no private key in PEM without a password";
    Ok((certificates(pem, "the client certificate")?, key.map_err(|_| Error::usage(wrong))?))
}

fn certificates(pem: &[u8], what: &str) -> Result<Vec<CertificateDer<'static>>, Error> {
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        _ => {
            Err(Error::usage(format!("{what} is no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----")))
        }
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tls({:?})", self.name)
    }
}
