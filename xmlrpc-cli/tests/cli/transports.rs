//! https with certificates of one's own, and SCGI.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::thread;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};

use crate::support::{printed, python_script, xmlrpc};

/// Files of an authority: its certificate, one of a server, one of a client with its key in the same file.
struct Files(PathBuf);

impl Files {
    fn new(name: &str) -> Files {
        let folder = std::env::temp_dir().join(format!("xmlrpc-cli-tls-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        let authority = CertifiedIssuer::self_signed(params, key).expect("a certificate");
        let files = Files(folder);
        files.write("ca.pem", &authority.pem());
        for name in ["localhost", "me"] {
            let key = KeyPair::generate().expect("a key");
            let mut params = CertificateParams::new(vec![name.to_owned()]).expect("a name");
            // With the name that every certificate of this crate has, OpenSSL takes it for one that signs itself.
            params.distinguished_name.push(DnType::CommonName, name);
            let certificate = params.signed_by(&key, &authority).expect("a certificate").pem();
            files.write(&format!("{name}.pem"), &certificate);
            files.write(&format!("{name}.key"), &key.serialize_pem());
            files.write(&format!("{name}.both"), &(certificate + &key.serialize_pem()));
        }
        files
    }

    fn write(&self, name: &str, content: &str) {
        std::fs::write(self.0.join(name), content).expect("a file is written");
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }
}

#[test]
fn an_authority_of_ones_own_is_trusted_if_it_is_given() {
    let (files, others) = (Files::new("one"), Files::new("other"));
    let (_running, port) = python_script("https.py", &[&files.path("localhost.pem"), &files.path("localhost.key"), ""]);
    let address = format!("https://localhost:{port}");
    let ca = files.path("ca.pem");
    assert_eq!(printed(0, ["--ca", &ca, &address, "call", "add", "2", "3"]), "5\n");
    assert_eq!(printed(0, ["--ca", &ca, &address, "call", "add", "2", "3", "--raw"]), "5\n");
    for options in [&[][..], &["--ca", &others.path("ca.pem")]] {
        let ending = xmlrpc([&[address.as_str(), "call", "add", "2", "3"], options].concat());
        assert_eq!(ending.code, Some(3), "{}", ending.stderr);
    }
}

#[test]
fn a_client_certificate_is_shown() {
    let files = Files::new("client");
    let certificates = [files.path("localhost.pem"), files.path("localhost.key"), files.path("ca.pem")];
    let (_running, port) = python_script("https.py", &certificates.each_ref().map(String::as_str));
    let address = format!("https://localhost:{port}");
    let ca = files.path("ca.pem");
    let call = ["--ca", &ca, &address, "call", "add", "2", "3"];
    let (certificate, key, both) = (files.path("me.pem"), files.path("me.key"), files.path("me.both"));
    assert_eq!(printed(0, [&call[..], &["--cert", &certificate, "--key", &key]].concat()), "5\n");
    assert_eq!(printed(0, [&call[..], &["--cert", &both]].concat()), "5\n");
    assert_eq!(xmlrpc(call).code, Some(3));
}

#[test]
fn files_that_hold_no_certificate_are_mistakes() {
    let files = Files::new("mistakes");
    files.write("empty", "");
    let (empty, missing, key) = (files.path("empty"), files.path("missing"), files.path("me.key"));
    for options in [["--ca", &empty], ["--ca", &missing], ["--cert", &empty], ["--cert", &missing], ["--key", &key]] {
        let ending = xmlrpc([&["https://localhost:1", "list"][..], &options].concat());
        assert_eq!(ending.code, Some(2), "{options:?}: {}", ending.stderr);
        assert!(ending.stderr.starts_with("xmlrpc: "), "{}", ending.stderr);
    }
}

#[test]
fn scgi_is_spoken() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = format!("scgi://{}", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = Vec::new();
            let mut bytes = [0; 4096];
            while !request.ends_with(b"</methodCall>\n") {
                match stream.read(&mut bytes) {
                    Ok(read) if read > 0 => request.extend_from_slice(&bytes[..read]),
                    _ => break,
                }
            }
            let document = "<methodResponse><params><param><value><i8>5</i8></value></param></params></methodResponse>";
            let length = document.len();
            let _ = write!(
                stream,
                "Status: 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {length}\r\n\r\n{document}"
            );
        }
    });
    assert_eq!(
        printed(0, [address.as_str(), "call", "m", "--preset", "rtorrent", "--typed-json"]),
        "{\n  \"$i8\": 5\n}\n"
    );
}
