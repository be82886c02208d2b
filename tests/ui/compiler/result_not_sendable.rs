use xmlrpc_server::rpc_service;

struct Point;
struct Store;

#[rpc_service]
impl Store {
    #[expose]
    fn get(&self) -> Point {
        Point
    }

    #[expose]
    async fn find(&self) -> std::io::Result<Point> {
        Ok(Point)
    }
}

fn main() {}
