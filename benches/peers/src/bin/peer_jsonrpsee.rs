//! The measured methods over JSON, on jsonrpsee: `peer_jsonrpsee PORT`, on one thread.

use std::net::{Ipv4Addr, SocketAddr};

use jsonrpsee::RpcModule;
use jsonrpsee::server::{ServerBuilder, ServerConfig};
use jsonrpsee::types::ErrorObjectOwned;
use serde::Deserialize;
use xmlrpc_peers::{JsonBlob, Row};

#[derive(Deserialize)]
struct Stooges {
    moe: i32,
    larry: i32,
    curly: i32,
}

fn methods() -> Result<RpcModule<()>, Box<dyn std::error::Error>> {
    let mut module = RpcModule::new(());
    module.register_method("examples.add", |params, (), _| {
        let (a, b): (i32, i32) = params.parse()?;
        Ok::<_, ErrorObjectOwned>(a.wrapping_add(b))
    })?;
    module.register_method("examples.stooges", |params, (), _| {
        let stooges: Stooges = params.one()?;
        Ok::<_, ErrorObjectOwned>(stooges.moe.wrapping_add(stooges.larry).wrapping_add(stooges.curly))
    })?;
    module.register_method("examples.integers", |params, (), _| {
        Ok::<_, ErrorObjectOwned>(params.one::<Vec<i32>>()?.len())
    })?;
    module.register_method("examples.echo_integers", |params, (), _| {
        Ok::<_, ErrorObjectOwned>(params.one::<Vec<i32>>()?)
    })?;
    module
        .register_method("examples.rows", |params, (), _| Ok::<_, ErrorObjectOwned>(params.one::<Vec<Row>>()?.len()))?;
    module
        .register_method("examples.echo_rows", |params, (), _| Ok::<_, ErrorObjectOwned>(params.one::<Vec<Row>>()?))?;
    module.register_method("examples.bytes", |params, (), _| {
        Ok::<_, ErrorObjectOwned>(params.one::<JsonBlob>()?.0.len())
    })?;
    module
        .register_method("examples.echo_bytes", |params, (), _| Ok::<_, ErrorObjectOwned>(params.one::<JsonBlob>()?))?;
    module
        .register_method("examples.text", |params, (), _| Ok::<_, ErrorObjectOwned>(params.one::<String>()?.len()))?;
    Ok(module)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let port: u16 = std::env::args().nth(1).unwrap_or("9000".into()).parse()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let config = ServerConfig::builder()
            .http_only()
            .max_connections(4096)
            .max_request_body_size(16 << 20)
            .max_response_body_size(16 << 20)
            .set_tcp_no_delay(true)
            .build();
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let server = ServerBuilder::with_config(config).build(address).await?;
        server.start(methods()?).stopped().await;
        Ok(())
    })
}
