//! `&CallContext` takes no place on the wire.

#![deny(warnings)]

use xmlrpc_server::{CallContext, Service, rpc_service};

struct Log;

#[rpc_service]
impl Log {
    #[expose]
    fn write(&self, context: &CallContext, _: String, (_, _): (i32, i32)) -> String {
        context.method().to_owned()
    }

    #[expose]
    async fn read(line: i32, context: &xmlrpc_server::CallContext) -> Option<String> {
        context.peer().map(|peer| format!("{peer} {line}"))
    }

    #[expose]
    fn clear(&self) {}
}

fn main() {
    let [write, read, clear] = Log.info().methods().iter().collect::<Vec<_>>()[..] else { panic!("three methods are exposed") };
    assert!(write.takes_context() && read.takes_context() && !clear.takes_context());
    let names: Vec<_> = write.parameter_list().iter().map(|parameter| parameter.name()).collect();
    assert_eq!(names, ["parameter1", "parameter2"]);
    assert_eq!(read.wire_signature().unwrap().forms(), [["string", "int"]]);
}
