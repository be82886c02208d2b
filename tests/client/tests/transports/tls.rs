//! https.

use std::sync::Arc;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use xmlrpc_client::{Client, ErrorKind, Phase};
use xmlrpc_client_tests::scripted::{Scripted, response};

/// An authority, and certificates of it.
struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Authority(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    fn pem(&self) -> String {
        self.0.pem()
    }

    /// A certificate for a name, and its key.
    fn issue(&self, name: &str) -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        (params.signed_by(&key, &self.0).unwrap().pem(), key.serialize_pem())
    }

    /// A server for a name; its port.
    async fn serve(&self, name: &str, wants_certificates: bool) -> u16 {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config =
            ServerConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions().unwrap();
        let config = if wants_certificates {
            let mut roots = RootCertStore::empty();
            roots.add(CertificateDer::from_pem_slice(self.pem().as_bytes()).unwrap()).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            config.with_client_cert_verifier(verifier.build().unwrap())
        } else {
            config.with_no_client_auth()
        };
        let (certificate, key) = self.issue(name);
        let certificate = CertificateDer::from_pem_slice(certificate.as_bytes()).unwrap();
        let config = config.with_single_cert(vec![certificate], PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap());
        let acceptor = TlsAcceptor::from(Arc::new(config.unwrap()));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    let Ok(mut stream) = acceptor.accept(stream).await else { return };
                    let mut request = Vec::new();
                    while stream.read_buf(&mut request).await.is_ok_and(|read| read > 0) {
                        if request.ends_with(b"</methodCall>\n") {
                            request.clear();
                            stream.write_all(&response("<value><int>5</int></value>")).await.unwrap();
                        }
                    }
                });
            }
        });
        port
    }
}

#[tokio::test]
async fn an_authority_of_ones_own_is_trusted_if_it_is_given() {
    let authority = Authority::new();
    let url = format!("https://localhost:{}", authority.serve("localhost", false).await);
    let client = Client::builder().ca(authority.pem()).build(&url).unwrap();
    for _ in 0..3 {
        assert_eq!(client.call::<i32>("f", ()).await.unwrap(), 5);
    }
    let client = Client::builder().ca(Authority::new().pem()).build(&url).unwrap();
    let error = client.call::<i32>("f", ()).await.unwrap_err();
    assert_eq!((error.kind(), error.phase()), (ErrorKind::Transport, Some(Phase::Tls)));
    assert!(error.to_string().contains("`ca` trusts"), "{error}");
    assert!(!error.may_have_run());
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused() {
    let authority = Authority::new();
    let port = authority.serve("other.example", false).await;
    let client = Client::builder().ca(authority.pem()).build(&format!("https://localhost:{port}")).unwrap();
    let error = client.call::<i32>("f", ()).await.unwrap_err();
    assert_eq!(error.phase(), Some(Phase::Tls), "{error}");
    let port = authority.serve("127.0.0.1", false).await;
    let client = Client::builder().ca(authority.pem()).build(&format!("https://127.0.0.1:{port}")).unwrap();
    assert_eq!(client.call::<i32>("f", ()).await.unwrap(), 5);
}

#[tokio::test]
async fn a_client_certificate_is_shown() {
    let authority = Authority::new();
    let url = format!("https://localhost:{}", authority.serve("localhost", true).await);
    let (certificate, key) = authority.issue("me");
    let client = Client::builder().ca(authority.pem()).client_certificate(certificate, key).build(&url).unwrap();
    assert_eq!(client.call::<i32>("f", ()).await.unwrap(), 5);
    let client = Client::builder().ca(authority.pem()).build(&url).unwrap();
    assert_eq!(client.call::<i32>("f", ()).await.unwrap_err().kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn the_deadline_covers_the_handshake() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let client = Client::builder().ca(Authority::new().pem()).timeout(Duration::from_millis(200)).build(&url).unwrap();
    let error = client.call::<i32>("f", ()).await.unwrap_err();
    assert_eq!((error.kind(), error.phase()), (ErrorKind::Deadline, Some(Phase::Tls)));
}

#[tokio::test]
async fn a_server_without_tls_is_an_error_that_says_so() {
    let server = Scripted::start(|mut connection| {
        // It takes the first bytes of the handshake for a request.
        connection.send(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        connection.stall();
    });
    let url = server.url().replace("http:", "https:");
    let client = Client::builder().ca(Authority::new().pem()).build(&url).unwrap();
    let error = client.call::<i32>("f", ()).await.unwrap_err();
    assert_eq!(error.phase(), Some(Phase::Tls));
    assert!(error.to_string().contains("is it http://?"), "{error}");
}

#[tokio::test]
async fn what_is_no_certificate_is_an_error_of_the_settings() {
    for (ca, certificate, key) in [("x", "x", "x"), ("", "", ""), (&Authority::new().pem(), "x", "x")] {
        let built = Client::builder().ca(ca).client_certificate(certificate, key).build("https://localhost");
        let error = built.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Usage);
        assert!(error.to_string().contains("PEM"), "{error}");
    }
}
