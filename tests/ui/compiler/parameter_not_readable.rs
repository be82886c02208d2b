use xmlrpc_server::rpc_service;

struct Point;
struct Store;

#[rpc_service]
impl Store {
    #[expose]
    fn put(&self, name: String, point: Point) {
        let _ = (name, point);
    }

    #[expose]
    async fn lend(&self, point: &Point) {
        let _ = point;
    }
}

fn main() {}
