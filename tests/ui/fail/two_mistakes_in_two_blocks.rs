use xmlrpc_server::{Service, rpc_service};

struct Directory;

#[rpc_service(prefix = "dir", parts(admin))]
impl Directory {
    #[expose]
    fn list(&self, #[param(defualt)] limit: i32) -> i32 {
        limit
    }
}

#[rpc_service(part = admin)]
impl Directory {
    #[expose(alias = "remove")]
    fn remove(&self) {}
}

fn main() {
    let directory = Directory;
    directory.list(1);
    directory.remove();
    directory.info();
}
