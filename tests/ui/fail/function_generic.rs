use xmlrpc_server::expose;

#[expose]
fn echo<T: serde::de::DeserializeOwned + serde::Serialize>(value: T) -> T {
    value
}

fn main() {
    echo(1);
}
