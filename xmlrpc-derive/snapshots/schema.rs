/// An entry of a directory.
#[derive(RpcType)]
#[serde(rename_all = "camelCase")]
struct Entry<T> {
    /// Without the path.
    file_name: String,
    #[serde(with = "xmlrpc_server::as_datetime")]
    changed: SystemTime,
    #[serde(rename(serialize = "is", deserialize = "kind"), default)]
    kind: Kind,
    #[serde(flatten)]
    more: T,
}
#[derive(RpcType)]
#[serde(tag = "type")]
enum Kind {
    /// One that holds others.
    Directory { entries: Vec<Entry<Value>> },
    File(Size),
    Other,
}
#[derive(RpcType)]
struct Size(u64);
