//! The W3C's XML conformance suite against the reader: `w3c FOLDER`, where the folder is the suite's `xmlconf`.
//!
//! None of its documents that are not well-formed may be accepted, be they sent alone, or put before, behind or inside
//! a call; those that are well-formed and have no DOCTYPE must be told to be something else than XML-RPC, not to be no
//! XML. `run` fetches the suite and starts this.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use xmlrpc_server::fault::{INVALID_CHARACTER, INVALID_REQUEST, NOT_WELL_FORMED, UNSUPPORTED_ENCODING};
use xmlrpc_server::message::read_response;
use xmlrpc_server::{Dispatcher, Value};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args().nth(1).ok_or("usage: w3c FOLDER (the suite's xmlconf)")?;
    let mut documents = Vec::new();
    collect(Path::new(&folder), &mut documents)?;
    let dispatcher = Dispatcher::new().function("echo", |value: Value| value);
    let mut failures = 0;
    let (mut ill, mut well) = (0, 0);
    for path in documents {
        let bytes = fs::read(&path)?;
        let in_folder = |name: &str| path.components().any(|part| part.as_os_str() == name);
        let complaint = if in_folder("not-wf") {
            ill += 1;
            // XML 1.1 forbids characters that XML 1.0, which is what we read, allows: no XML-RPC, but XML.
            refused(&dispatcher, &bytes, in_folder("xml-1.1"))?
        } else if in_folder("valid") && !contains(&bytes, b"<!DOCTYPE") && bytes.is_ascii() {
            well += 1;
            told_apart(&dispatcher, &bytes)?
        } else {
            None
        };
        if let Some(complaint) = complaint {
            failures += 1;
            println!("{}: {complaint}", path.display());
        }
    }
    println!("{ill} documents that are not well-formed, {well} that are");
    if failures > 0 || ill < 200 || well == 0 {
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
    let answer = runtime.block_on(dispatcher.handle(document));
    Ok(read_response::<Value>(answer)?.err().map(|fault| fault.code()))
}

fn refused(dispatcher: &Dispatcher, bytes: &[u8], newer: bool) -> Result<Option<String>, Box<dyn Error>> {
    let call = |inside: &[u8]| {
        let (before, behind) = (
            &b"<methodCall><methodName>echo</methodName><params><param><value>"[..],
            &b"</value></param></params></methodCall>"[..],
        );
        [before, inside, behind].concat()
    };
    match fault_code(dispatcher, bytes.to_vec())? {
        Some(NOT_WELL_FORMED | INVALID_CHARACTER | UNSUPPORTED_ENCODING) => {}
        Some(INVALID_REQUEST) if newer => {}
        other => return Ok(Some(format!("sent alone, it was answered with {other:?}"))),
    }
    // Nothing at all is no document, but does no harm beside one.
    if bytes.trim_ascii().is_empty() {
        return Ok(None);
    }
    for (place, document) in [
        ("before a call", [bytes, &call(b"x")].concat()),
        ("behind a call", [&call(b"x"), bytes].concat()),
        ("inside a call", call(bytes)),
    ] {
        if fault_code(dispatcher, document)?.is_none() {
            return Ok(Some(format!("{place}, it was accepted")));
        }
    }
    Ok(None)
}

fn told_apart(dispatcher: &Dispatcher, bytes: &[u8]) -> Result<Option<String>, Box<dyn Error>> {
    let code = fault_code(dispatcher, bytes.to_vec())?;
    Ok((code != Some(INVALID_REQUEST)).then(|| format!("well-formed, it was answered with {code:?}")))
}
