//! The attributes may be written with any path.

#![deny(warnings)]

struct Directory;

#[::xmlrpc_server::rpc_service()]
impl Directory {
    #[xmlrpc_server::expose]
    fn list(&self) {}

    #[::xmlrpc_server::expose(name = "mkdir",)]
    fn create(&self) {}
}

fn main() {
    use xmlrpc_server::Service;

    assert_eq!(Directory.info().methods()[1].name(), "mkdir");
}
