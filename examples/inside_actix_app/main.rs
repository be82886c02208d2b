//! XML-RPC as one part of an actix-web application that has other routes.

use std::env;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use actix_web::{App, HttpServer, web};
use xmlrpc_server::{Dispatcher, Endpoint, rpc_service};

/// Shared by the XML-RPC methods and the web pages.
#[derive(Clone, Default)]
struct Counter(Arc<AtomicI32>);

#[rpc_service(prefix = "counter")]
impl Counter {
    /// Add to the counter and tell where it stands.
    #[expose(inline)]
    fn add(&self, amount: i32) -> i32 {
        self.0.fetch_add(amount, Ordering::Relaxed).wrapping_add(amount)
    }
}

async fn page(counter: web::Data<Counter>) -> String {
    format!("The counter stands at {}.\n", counter.0.load(Ordering::Relaxed))
}

#[actix_web::main]
async fn main() -> xmlrpc_server::Result {
    let counter = Counter::default();
    // Built once: the workers get clones, which share the one service.
    let endpoint = Endpoint::new(Dispatcher::new().mount(counter.clone()))?.paths(["/RPC2"]).access_log(true);
    let counter = web::Data::new(counter);

    let address = env::args().nth(1).unwrap_or("localhost:9000".into());
    let app = move || App::new().app_data(counter.clone()).route("/", web::get().to(page)).service(endpoint.clone());
    let server = HttpServer::new(app).bind(address)?;
    for address in server.addrs() {
        println!("Serving at http://{address}/ and http://{address}/RPC2 (Ctrl-C stops)");
    }
    Ok(server.run().await?)
}
