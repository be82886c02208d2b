use xmlrpc_server::{Service, rpc_service};

struct Directory;

#[rpc_service(prefix = "dir")]
impl Directory {
    #[expose(nmae = "list")]
    fn entries(&self) -> Vec<String> {
        Vec::new()
    }

    #[expose]
    fn remove(&mut self) {}

    #[expose]
    fn create(&self, path: String) {
        let _ = path;
    }
}

fn main() {
    let mut directory = Directory;
    directory.entries();
    directory.remove();
    directory.create(String::new());
    directory.info();
}
