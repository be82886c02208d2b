//! What is read from any bytes is written, read again, and the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use xmlrpc_service::MethodCall;

fuzz_target!(|document: &[u8]| {
    let Ok(call) = MethodCall::read(document.to_vec()) else { return };
    let written = call.to_bytes().expect("what was read can be written");
    let again = MethodCall::read(written.clone()).expect("what was written can be read");
    assert_eq!(again, call);
    assert_eq!(again.to_bytes().expect("what was read can be written"), written);
});
