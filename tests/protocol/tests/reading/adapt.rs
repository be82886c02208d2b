//! A reading for each caller, in process.

use xmlrpc_service::fault::INTERNAL_ERROR;
use xmlrpc_service::{CallContext, Dispatcher, Reading};
use xmlrpc_service::{Request, Transport};

use super::{Echo, call_with};

struct Caller(&'static str);

impl Transport for Caller {
    fn context(&self) -> CallContext {
        CallContext::new().with_path(self.0)
    }
}

fn answer(
    dispatcher: &Dispatcher,
    path: &'static str,
    document: String,
) -> Result<xmlrpc_service::Value, xmlrpc_service::Fault> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let answer = runtime.block_on(dispatcher.handle_from(Request::from(document), &Caller(path)));
    xmlrpc_service::message::read_response(answer.body).expect("a method response")
}

#[test]
fn the_path_picks_the_reading() {
    let dispatcher = Dispatcher::new().mount(Echo).adapt(|caller, wire| match caller.path() {
        Some("/legacy") => wire.reading = Reading::tolerant(),
        Some("/strict") => wire.reading = Reading::strict(),
        _ => {}
    });
    let accepted = |path, content| answer(&dispatcher, path, call_with("any", content)).is_ok();
    assert_eq!(["/legacy", "/RPC2", "/strict"].map(|path| accepted(path, "<INT>1</INT>")), [true, false, false]);
    assert_eq!(["/legacy", "/RPC2", "/strict"].map(|path| accepted(path, "<nil/>")), [true, true, false]);
}

#[test]
fn what_is_set_is_where_the_hook_begins() {
    let dispatcher = Dispatcher::new().mount(Echo).reading(Reading::tolerant()).adapt(|caller, wire| {
        assert_eq!(wire.reading, Reading::tolerant());
        if caller.path() == Some("/standard") {
            wire.reading = Reading::standard();
        }
    });
    assert!(answer(&dispatcher, "/", call_with("any", "<INT>1</INT>")).is_ok());
    assert!(answer(&dispatcher, "/standard", call_with("any", "<INT>1</INT>")).is_err());
}

#[test]
fn a_hook_that_panics_is_a_fault() {
    let dispatcher = Dispatcher::new().mount(Echo).adapt(|_, _| std::panic::resume_unwind(Box::new("a secret")));
    let fault = answer(&dispatcher, "/", call_with("any", "x")).expect_err("the hook panics");
    assert_eq!(fault.code(), INTERNAL_ERROR);
    assert!(!fault.message().contains("secret"), "{fault}");
}
