//! XML-RPC as one part of an actix-web application that has other routes.

use std::env;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use actix_web::{App, HttpServer, web};
use xmlrpc_server::{Dispatcher, Endpoint, rpc_service};

/// Shared by the XML-RPC methods and the web pages.
#[derive(Default)]
struct Counter {
    total: AtomicI32,
}

#[rpc_service(prefix = "counter")]
impl Counter {
    /// Add to the counter and return the total.
    #[expose(inline)]
    fn add(&self, amount: i32) -> i32 {
        self.total.fetch_add(amount, Ordering::Relaxed).wrapping_add(amount)
    }
}

async fn page(counter: web::Data<Counter>) -> String {
    format!("The counter stands at {}.\n", counter.total.load(Ordering::Relaxed))
}

#[actix_web::main]
async fn main() -> xmlrpc_server::Result {
    let counter = web::Data::new(Counter::default());
    let service = Arc::clone(&counter);
    // Built once: the workers get clones that share the service.
    let endpoint = Endpoint::new(Dispatcher::new().mount(service))?.paths(["/RPC2"]).access_log(true);

    let address = env::args().nth(1).unwrap_or("localhost:9000".into());
    let app = move || App::new().app_data(counter.clone()).route("/", web::get().to(page)).service(endpoint.clone());
    let server = HttpServer::new(app).bind(address)?;
    for address in server.addrs() {
        println!("Serving at http://{address}/ and http://{address}/RPC2 (Ctrl-C stops)");
    }
    Ok(server.run().await?)
}
