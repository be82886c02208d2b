//! The measured methods on dxr_server: `peer_dxr PORT`, on one thread.

use std::net::{Ipv4Addr, SocketAddr};

use dxr::{Fault, TryFromParams, TryFromValue, TryToValue, Value};
use dxr_server::axum::http::HeaderMap;
use dxr_server::{HandlerFn, HandlerResult, RouteBuilder, Server};
use xmlrpc_peers::{Blob, Row};

#[derive(TryFromValue)]
struct Stooges {
    moe: i32,
    larry: i32,
    curly: i32,
}

fn add(params: &[Value], _: HeaderMap) -> HandlerResult {
    let (a, b): (i32, i32) = read(params)?;
    answer(&a.wrapping_add(b))
}

fn stooges(params: &[Value], _: HeaderMap) -> HandlerResult {
    let (stooges,): (Stooges,) = read(params)?;
    answer(&stooges.moe.wrapping_add(stooges.larry).wrapping_add(stooges.curly))
}

fn integers(params: &[Value], _: HeaderMap) -> HandlerResult {
    answer(&(read::<(Vec<i32>,)>(params)?.0.len() as i32))
}

fn echo_integers(params: &[Value], _: HeaderMap) -> HandlerResult {
    answer(&read::<(Vec<i32>,)>(params)?.0)
}

fn rows(params: &[Value], _: HeaderMap) -> HandlerResult {
    answer(&(read::<(Vec<Row>,)>(params)?.0.len() as i32))
}

fn echo_rows(params: &[Value], _: HeaderMap) -> HandlerResult {
    answer(&read::<(Vec<Row>,)>(params)?.0)
}

fn bytes(params: &[Value], _: HeaderMap) -> HandlerResult {
    answer(&(read::<(Blob,)>(params)?.0.0.len() as i32))
}

fn echo_bytes(params: &[Value], _: HeaderMap) -> HandlerResult {
    answer(&read::<(Blob,)>(params)?.0)
}

fn text(params: &[Value], _: HeaderMap) -> HandlerResult {
    answer(&(read::<(String,)>(params)?.0.len() as i32))
}

fn read<T: TryFromParams>(params: &[Value]) -> Result<T, Fault> {
    Ok(T::try_from_params(params)?)
}

fn answer<T: TryToValue>(value: &T) -> HandlerResult {
    Ok(value.try_to_value()?)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let port = std::env::args().nth(1).unwrap_or("9000".into()).parse()?;
    let methods: [(&str, HandlerFn); 9] = [
        ("examples.add", add),
        ("examples.stooges", stooges),
        ("examples.integers", integers),
        ("examples.echo_integers", echo_integers),
        ("examples.rows", rows),
        ("examples.echo_rows", echo_rows),
        ("examples.bytes", bytes),
        ("examples.echo_bytes", echo_bytes),
        ("examples.text", text),
    ];
    let mut route = RouteBuilder::new().set_path("/RPC2");
    for (name, method) in methods {
        route = route.add_method(name, Box::new(method));
    }
    let server = Server::from_route(route.build());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    Ok(runtime.block_on(server.serve(SocketAddr::from((Ipv4Addr::LOCALHOST, port))))?)
}
