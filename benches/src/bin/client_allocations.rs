//! Prints the allocations of the last of many calls: `client_allocations (ours|bare) PORT CALLS`.

use allocation_counter::measure;

fn main() -> xmlrpc_benches::client::Outcome {
    let mut allocations = 0;
    xmlrpc_benches::client::run(|call| allocations = measure(call).count_total)?;
    println!("{allocations}");
    Ok(())
}
