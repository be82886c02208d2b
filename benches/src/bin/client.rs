//! Calls a server many times over one connection: `client (ours|bare) PORT CALLS`.

fn main() -> xmlrpc_benches::client::Outcome {
    xmlrpc_benches::client::run(|call| call())
}
