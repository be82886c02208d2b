//! Transports of users.

use std::time::Duration;

use xmlrpc_client::transport::{Request, Response, Transport};
use xmlrpc_client::{Client, Error, ErrorKind, Phase, Result};
use xmlrpc_server::Dispatcher;

/// Calls a dispatcher without a network.
struct Local(Dispatcher);

impl Transport for Local {
    async fn send(&self, request: Request) -> Result<Response> {
        assert!(!format!("{request:?}").contains("secret"));
        let token = request.headers.iter().find(|(name, _)| name == "authorization");
        assert_eq!(token.map(|(_, value)| value.as_str()), Some("Bearer secret"));
        match request.method.as_str() {
            "stall" => std::future::pending().await,
            "break" => Err(Error::transport(Phase::Send, "the tape is full")),
            _ => Ok(Response::of(self.0.handle(request.document).await)),
        }
    }

    fn peer(&self) -> String {
        "the tape".into()
    }
}

#[tokio::test]
async fn a_transport_of_ones_own_has_results_faults_and_deadlines() {
    let dispatcher = Dispatcher::new().function("add", |a: i32, b: i32| a + b);
    let client = Client::builder().bearer("secret").build_over(Local(dispatcher)).unwrap();
    assert_eq!(client.call::<i32>("add", (2, 3)).await.unwrap(), 5);
    assert_eq!(client.call::<i32>("nothing", ()).await.unwrap_err().fault().unwrap().code(), -32601);
    let error = client.call::<i32>("stall", ()).timeout(Duration::from_millis(50)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Deadline);
    let error = client.call::<i32>("break", ()).await.unwrap_err();
    assert_eq!(error.to_string(), "break: the tape: sending the request failed: the tape is full");
}
