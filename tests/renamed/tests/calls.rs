//! The macros find the framework under the name that the manifest gives it.

use rpc::{Dispatcher, catalogued_functions};
use xmlrpc_renamed_tests::Names;

#[test]
fn a_renamed_dependency_is_found() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let dispatcher = Dispatcher::new().mount(Names);
    assert_eq!(runtime.block_on(dispatcher.call("names.size", (3,))), Ok(3));
    let fault = runtime.block_on(dispatcher.call::<i32>("names.size", (0,))).expect_err("a fault");
    assert_eq!((fault.code(), fault.message()), (4, "gone"));
    assert_eq!(catalogued_functions().count(), 1);
}
