//! Calls an XML-RPC server of another maker. Prints a line for each check: its name, `ok` or `wrong`, and what was wrong.

mod applications;
mod echo;
mod report;

use xmlrpc_client::Client;

use report::Report;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let [name, address] =
        std::env::args().skip(1).collect::<Vec<_>>().try_into().map_err(|_| "usage: probe SERVER ADDRESS")?;
    let client = Client::new(&address)?;
    let report = Report;
    match name.as_str() {
        "supervisord" | "supervisord-unix" => applications::supervisord(&report, &client).await,
        "rtorrent" | "rtorrent-unix" => applications::rtorrent(&report, &client).await,
        "rosmaster" => applications::rosmaster(&report, &client).await,
        // Frontier's daemon exits when a response has text beyond ASCII.
        _ => echo::checks(&report, &client, &address, name != "perl-frontier").await,
    }
    Ok(())
}
