//! `--raw`: both documents on standard error.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use xmlrpc_client::transport::{Request, Response};
use xmlrpc_client::{Client, Result, Transport};

use crate::output::note;

/// Whether the documents of the present call are shown.
#[derive(Debug, Clone, Default)]
pub(super) struct Recorder(Arc<AtomicBool>);

impl Recorder {
    pub(super) fn show(&self, on: bool) {
        self.0.store(on, Ordering::Relaxed);
    }

    /// A transport that shows what the client sends and receives.
    pub(super) fn around(&self, client: Client) -> Recording {
        Recording { client, recorder: self.clone() }
    }
}

/// The transport of a client, with its documents shown.
pub(super) struct Recording {
    client: Client,
    recorder: Recorder,
}

impl Transport for Recording {
    async fn send(&self, request: Request) -> Result<Response> {
        let is_shown = self.recorder.0.load(Ordering::Relaxed);
        if is_shown {
            show(&request.document);
        }
        let response = Transport::send(&self.client, request).await?;
        if is_shown {
            show(&response.document);
        }
        Ok(response)
    }

    fn peer(&self) -> String {
        self.client.address().to_owned()
    }
}

/// Writes a document, and a line feed behind it. On a terminal, control characters are escapes.
fn show(document: &[u8]) {
    let mut stderr = std::io::stderr().lock();
    if stderr.is_terminal() {
        drop(stderr);
        note(String::from_utf8_lossy(document).trim_end_matches(['\r', '\n']));
        return;
    }
    let end: &[u8] = if document.ends_with(b"\n") { b"" } else { b"\n" };
    let _ = stderr.write_all(document).and_then(|()| stderr.write_all(end));
}
