//! The reference, `bare PORT`: an actix-web handler that reads the body of a request and sends a static response.

use actix_web::http::header::{CONTENT_TYPE, HeaderValue};
use actix_web::rt::System;
use actix_web::web::{self, Bytes};
use actix_web::{App, HttpResponse, HttpServer};

/// Our server's response to `examples.add(2, 3)`.
const RESPONSE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<methodResponse><params><param>\
                      <value><int>5</int></value></param></params></methodResponse>";
const XML: HeaderValue = HeaderValue::from_static("text/xml; charset=utf-8");

async fn respond(_body: Bytes) -> HttpResponse {
    HttpResponse::Ok().insert_header((CONTENT_TYPE, XML)).body(RESPONSE)
}

fn main() -> std::io::Result<()> {
    let port = std::env::args().nth(1).unwrap_or("9000".into());
    let app = || App::new().app_data(web::PayloadConfig::new(16 << 20)).route("/RPC2", web::post().to(respond));
    let server = HttpServer::new(app).workers(1).bind(format!("127.0.0.1:{port}"))?;
    System::new().block_on(server.run())
}
