//! The W3C's XML conformance suite against the reader: `w3c FOLDER`, where the folder is the suite's `xmlconf`.
//!
//! A document that is not well-formed must be refused: alone, and before, after and inside a call. For a well-formed
//! document without a DOCTYPE, the fault must say that it is not XML-RPC, not that it is not XML. `run` fetches the suite
//! and starts this program.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use xmlrpc_service::fault::{INVALID_CHARACTER, INVALID_REQUEST, NOT_WELL_FORMED, UNSUPPORTED_ENCODING};
use xmlrpc_service::message::read_response;
use xmlrpc_service::{Dispatcher, Value};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args().nth(1).ok_or("usage: w3c FOLDER (the suite's xmlconf)")?;
    let mut documents = Vec::new();
    collect(Path::new(&folder), &mut documents)?;
    let dispatcher = Dispatcher::new().function("echo", |value: Value| value);
    let mut failures = 0;
    let (mut malformed, mut well_formed) = (0, 0);
    for path in documents {
        let bytes = fs::read(&path)?;
        let in_folder = |name: &str| path.components().any(|part| part.as_os_str() == name);
        let problem = if in_folder("not-wf") {
            malformed += 1;
            // The reader reads XML 1.0, which allows characters that XML 1.1 forbids: such a document is not XML-RPC.
            refused(&dispatcher, &bytes, in_folder("xml-1.1"))?
        } else if in_folder("valid") && !contains(&bytes, b"<!DOCTYPE") && bytes.is_ascii() {
            well_formed += 1;
            recognised(&dispatcher, &bytes)?
        } else {
            None
        };
        if let Some(problem) = problem {
            failures += 1;
            println!("{}: {problem}", path.display());
        }
    }
    println!("{malformed} documents that are not well-formed, {well_formed} well-formed ones");
    if failures > 0 || malformed < 200 || well_formed == 0 {
        return Err(format!("{failures} failures").into());
    }
    Ok(())
}

/// All documents below a folder, sorted.
fn collect(folder: &Path, documents: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, documents)?;
        } else if path.extension().is_some_and(|extension| extension == "xml") {
            documents.push(path);
        }
    }
    Ok(())
}

fn contains(bytes: &[u8], piece: &[u8]) -> bool {
    bytes.windows(piece.len()).any(|window| window == piece)
}

fn fault_code(dispatcher: &Dispatcher, document: Vec<u8>) -> Result<Option<i32>, Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let response = runtime.block_on(dispatcher.handle(document));
    Ok(read_response::<Value>(response)?.err().map(|fault| fault.code()))
}

fn refused(dispatcher: &Dispatcher, bytes: &[u8], xml_1_1: bool) -> Result<Option<String>, Box<dyn Error>> {
    let call = |inside: &[u8]| {
        let (before, after) = (
            &b"<methodCall><methodName>echo</methodName><params><param><value>"[..],
            &b"</value></param></params></methodCall>"[..],
        );
        [before, inside, after].concat()
    };
    match fault_code(dispatcher, bytes.to_vec())? {
        Some(NOT_WELL_FORMED | INVALID_CHARACTER | UNSUPPORTED_ENCODING) => {}
        Some(INVALID_REQUEST) if xml_1_1 => {}
        other => return Ok(Some(format!("alone: expected a fault for XML that is not well-formed, got {other:?}"))),
    }
    // An empty document is refused alone, but does not change a call.
    if bytes.trim_ascii().is_empty() {
        return Ok(None);
    }
    for (place, document) in [
        ("before a call", [bytes, &call(b"x")].concat()),
        ("after a call", [&call(b"x"), bytes].concat()),
        ("inside a call", call(bytes)),
    ] {
        if fault_code(dispatcher, document)?.is_none() {
            return Ok(Some(format!("{place}: accepted")));
        }
    }
    Ok(None)
}

fn recognised(dispatcher: &Dispatcher, bytes: &[u8]) -> Result<Option<String>, Box<dyn Error>> {
    let code = fault_code(dispatcher, bytes.to_vec())?;
    Ok((code != Some(INVALID_REQUEST)).then(|| format!("well-formed: expected fault {INVALID_REQUEST}, got {code:?}")))
}
