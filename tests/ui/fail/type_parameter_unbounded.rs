use xmlrpc_server::rpc_service;

struct Store<K, V>(Vec<(K, V)>);

#[rpc_service]
impl<K: PartialEq + Send, V> Store<K, V>
where
    V: Clone,
{
    #[expose]
    fn get(&self, key: K) -> Option<V> {
        self.0.iter().find(|(known, _)| *known == key).map(|(_, value)| value.clone())
    }

    #[expose]
    fn put(&self, entries: Vec<(K, V)>) {
        drop(entries);
    }
}

fn main() {}
