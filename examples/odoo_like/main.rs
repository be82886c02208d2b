//! A server in the manner of Odoo: models as services behind `execute_kw`, three paths, false for nothing, faults whose codes
//! are texts.

mod common;
mod object;
mod partners;

use std::sync::Arc;

use xmlrpc_server::{Dialect, Dispatcher, Server};

use common::{Common, Databases};
use object::Object;
use partners::Partners;

fn main() -> xmlrpc_server::Result {
    server().access_log(true).serve_forever(std::env::args().nth(1).unwrap_or("localhost:9000".into()))
}

fn server() -> Server {
    let databases = Arc::new(Databases::with_user("shop", "ann", "secret"));
    // The models have no path of their own: `execute_kw` alone reaches them, behind its check.
    let models = Dispatcher::new().mount(Partners::default());
    let path = |dispatcher: Dispatcher| dispatcher.dialect(Dialect::odoo());
    Server::new()
        .dispatcher_at(["/xmlrpc/common", "/xmlrpc/2/common"], path(Dispatcher::new().mount(Common(databases.clone()))))
        .dispatcher_at(["/xmlrpc/db", "/xmlrpc/2/db"], path(Dispatcher::new().mount(databases.clone())))
        .dispatcher_at(
            ["/xmlrpc/object", "/xmlrpc/2/object"],
            path(Dispatcher::new().mount(Object { databases, models })),
        )
}

#[cfg(test)]
mod tests;
