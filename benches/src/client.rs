//! Calls to a server over one connection: by the client, and the same bytes through hyper alone, for comparison.

use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1::{Builder, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use xmlrpc_client::{Client, Dialect};

/// What came of calls.
pub type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Makes calls as the arguments of the program say: `(ours|bare) PORT CALLS`. `each` gets a function that makes one call.
///
/// # Errors
///
/// Arguments that are none, and calls that fail or have another result.
pub fn run(each: impl FnMut(&mut dyn FnMut())) -> Outcome {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, program, port, calls] = &arguments[..] else { return Err("(ours|bare) PORT CALLS".into()) };
    let (port, calls) = (port.parse()?, calls.parse()?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match program.as_str() {
        "ours" => ours(&runtime, port, calls, each),
        _ => bare(&runtime, port, calls, each),
    }
}

fn repeat(calls: usize, mut each: impl FnMut(&mut dyn FnMut()), mut call: impl FnMut() -> Outcome) -> Outcome {
    for _ in 0..calls {
        let mut done = Ok(());
        each(&mut || done = call());
        done?;
    }
    Ok(())
}

fn ours(runtime: &Runtime, port: u16, calls: usize, each: impl FnMut(&mut dyn FnMut())) -> Outcome {
    let client = Client::new(&format!("http://127.0.0.1:{port}"))?;
    repeat(calls, each, || {
        let sum: i32 = runtime.block_on(client.call("examples.add", (2, 3)).into_future())?;
        if sum == 5 { Ok(()) } else { Err("the sum is wrong".into()) }
    })
}

fn bare(runtime: &Runtime, port: u16, calls: usize, each: impl FnMut(&mut dyn FnMut())) -> Outcome {
    let document = Bytes::from(Dialect::standard().write_call("examples.add", (2, 3))?);
    let mut sender: SendRequest<Full<Bytes>> = runtime.block_on(async {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        // As the client writes them, so that the bytes are the same.
        let (sender, connection) = Builder::new().title_case_headers(true).handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok::<_, Box<dyn std::error::Error>>(sender)
    })?;
    repeat(calls, each, || {
        runtime.block_on(async {
            let request = Request::post("/RPC2")
                .header("Host", format!("127.0.0.1:{port}"))
                .header("Content-Type", "text/xml")
                .header("User-Agent", "xmlrpc-client/0.1.0")
                .body(Full::new(document.clone()))?;
            sender.ready().await?;
            let exchange = async { sender.send_request(request).await?.into_body().collect().await };
            let body = tokio::time::timeout(Duration::from_secs(30), exchange).await??.to_bytes();
            if body.windows(12).any(|found| found == b"<int>5</int>") { Ok(()) } else { Err("the sum is wrong".into()) }
        })
    })
}
