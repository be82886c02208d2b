//! XML-RPC for a web page of another origin: the CORS headers for its browser, and the permission of the endpoint.

use std::env;

use actix_cors::Cors;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{App, HttpServer};
use xmlrpc_server::{Dispatcher, Endpoint};

/// The origin of the page, `page.html` in this folder. No other origin may call.
const PAGE: &str = "http://localhost:8000";

/// The CORS headers. Without them, browsers neither send the call nor show the response to the page.
fn cors() -> Cors {
    Cors::default().allowed_origin(PAGE).allowed_methods(["POST"]).allowed_header(CONTENT_TYPE).max_age(3600)
}

#[actix_web::main]
async fn main() -> xmlrpc_server::Result {
    let dispatcher = Dispatcher::new().function("add", |a: i32, b: i32| a.wrapping_add(b));
    let endpoint = Endpoint::new(dispatcher)?.paths(["/RPC2"]).origins([PAGE]).access_log(true);

    let address = env::args().nth(1).unwrap_or("localhost:9000".into());
    let server = HttpServer::new(move || App::new().wrap(cors()).service(endpoint.clone())).bind(address)?;
    for address in server.addrs() {
        println!("Serving at http://{address}/RPC2 (Ctrl-C stops)");
    }
    Ok(server.run().await?)
}
