//! Limits on calls that run at the same time are in the table, for methods, services and functions.

use xmlrpc_server::service::Service;
use xmlrpc_server::{CataloguedFunction, catalogued_functions, expose, rpc_service};

const AT_ONCE: usize = 3;

struct Reports;

#[rpc_service(max_concurrent = 20)]
impl Reports {
    #[expose(max_concurrent = 2)]
    fn yearly(&self) -> i32 {
        1
    }

    #[expose(max_concurrent = AT_ONCE)]
    async fn monthly(&self) -> i32 {
        2
    }

    #[expose]
    fn daily(&self) -> i32 {
        3
    }
}

#[expose(max_concurrent = 4)]
fn hourly() -> i32 {
    4
}

fn main() {
    let info = Reports.info();
    assert_eq!(info.concurrency_limit(), Some(20));
    let limits: Vec<_> = info.methods().iter().map(|method| method.concurrency_limit()).collect();
    assert_eq!(limits, [Some(2), Some(3), None]);
    let functions: Vec<_> = catalogued_functions().map(CataloguedFunction::service).collect();
    let limits: Vec<_> = functions.iter().flat_map(|service| service.info().methods().iter()).collect();
    assert_eq!(limits[0].concurrency_limit(), Some(4));
}
