use std::future::Future;
use std::pin::Pin;
use xmlrpc_server::rpc_service;

trait Clock {
    fn now<'life0, 'async_trait>(&'life0 self) -> Pin<Box<dyn Future<Output = i32> + Send + 'async_trait>>
    where
        'life0: 'async_trait;

    fn zone<'life0, 'async_trait>(&'life0 self) -> Pin<Box<dyn Future<Output = i32> + Send + 'async_trait>>
    where
        'life0: 'async_trait;
}

struct Utc;

// What `#[async_trait]` makes of `async fn`.
#[rpc_service]
impl Clock for Utc {
    #[expose]
    fn now<'life0, 'async_trait>(&'life0 self) -> Pin<Box<dyn Future<Output = i32> + Send + 'async_trait>>
    where
        'life0: 'async_trait,
    {
        Box::pin(async { 0 })
    }

    #[expose]
    fn zone<'life0, 'async_trait>(&'life0 self) -> Pin<Box<dyn Future<Output = i32> + Send + 'async_trait>>
    where
        'life0: 'async_trait,
    {
        Box::pin(async { 0 })
    }
}

fn main() {}
