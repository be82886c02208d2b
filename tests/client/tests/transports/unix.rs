//! HTTP over Unix sockets.

use std::io::{Read, Write};
use std::os::unix::net::UnixListener;

use xmlrpc_client::{Client, ErrorKind, Phase};
use xmlrpc_client_tests::scripted::response;

#[tokio::test]
async fn a_unix_socket_takes_many_calls() {
    let folder = std::env::temp_dir().join(format!("xmlrpc-client-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("server.sock");
    let listener = UnixListener::bind(&path).unwrap();
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        for _ in 0..2 {
            let mut request = Vec::new();
            let mut bytes = [0; 4096];
            while !request.ends_with(b"</methodCall>\n") {
                let read = stream.read(&mut bytes).unwrap();
                request.extend_from_slice(&bytes[..read]);
            }
            send.send(String::from_utf8(request).unwrap()).unwrap();
            stream.write_all(&response("<value><int>5</int></value>")).unwrap();
        }
    });
    let client = Client::new(&format!("unix:{}:/a", path.display())).unwrap();
    for _ in 0..2 {
        assert_eq!(client.call::<i32>("f", ()).await.unwrap(), 5);
        let request = receive.recv().unwrap();
        assert!(
            request.starts_with("POST /a HTTP/1.1\r\n") && request.contains("\r\nHost: localhost\r\n"),
            "{request}"
        );
    }
    std::fs::remove_dir_all(&folder).unwrap();
    let error = Client::new(&format!("unix:{}", path.display())).unwrap().call::<i32>("f", ()).await.unwrap_err();
    assert_eq!((error.kind(), error.phase()), (ErrorKind::Transport, Some(Phase::Connect)));
    assert!(error.to_string().contains("server.sock"), "{error}");
}
