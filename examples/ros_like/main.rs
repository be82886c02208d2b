//! A master and a node in one process, as ROS has them: nodes register with the master, and the master calls them back. Each
//! is a server and a client, and all of them share one runtime.

mod envelope;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use envelope::RosEnvelope;
use xmlrpc_server::client::{Client, Error};
use xmlrpc_server::{Fault, Server, rpc_service};

/// Who takes part in a topic, by name: the address of each node.
#[derive(Default)]
struct Topic {
    publishers: BTreeMap<String, String>,
    subscribers: BTreeMap<String, String>,
}

#[derive(Clone, Default)]
struct Master(Arc<Mutex<BTreeMap<String, Topic>>>);

/// The master: it knows who publishes what.
#[rpc_service(answer = RosEnvelope, rename_all = "camelCase", client = MasterClient)]
impl Master {
    /// Register a subscriber of a topic. The result is the addresses of its publishers.
    #[expose]
    async fn register_subscriber(&self, caller: &str, topic: &str, _kind: &str, api: &str) -> Vec<String> {
        let mut topics = locked(&self.0);
        let topic = topics.entry(topic.to_owned()).or_default();
        topic.subscribers.insert(caller.to_owned(), api.to_owned());
        topic.publishers.values().cloned().collect()
    }

    /// Register a publisher of a topic, and call the subscribers back. The result is their addresses.
    #[expose]
    async fn register_publisher(&self, caller: &str, topic: &str, _kind: &str, api: &str) -> Vec<String> {
        let (publishers, subscribers) = {
            let mut topics = locked(&self.0);
            let topic = topics.entry(topic.to_owned()).or_default();
            topic.publishers.insert(caller.to_owned(), api.to_owned());
            let publishers: Vec<String> = topic.publishers.values().cloned().collect();
            let subscribers: BTreeSet<String> = topic.subscribers.values().cloned().collect();
            (publishers, subscribers)
        };
        for subscriber in &subscribers {
            if let Err(error) = update(subscriber, topic, &publishers).await {
                eprintln!("{error}");
            }
        }
        subscribers.into_iter().collect()
    }

    /// Find the address of a node.
    #[expose(inline)]
    fn lookup_node(&self, _caller: &str, node: &str) -> Result<String, Fault> {
        let topics = locked(&self.0);
        let mut all = topics.values().flat_map(|topic| topic.publishers.iter().chain(&topic.subscribers));
        let found = all.find(|(name, _)| *name == node);
        found.map(|(_, api)| api.clone()).ok_or_else(|| Fault::new(0, format!("unknown node {node}")))
    }
}

/// Calls a node back.
async fn update(api: &str, topic: &str, publishers: &[String]) -> Result<i32, Error> {
    let client = Client::new(api)?;
    NodeClient::new(&client).publisher_update("/master", topic, publishers).await
}

#[derive(Clone, Default)]
struct Node(Arc<Mutex<BTreeMap<String, Vec<String>>>>);

/// A node: the master tells it the publishers of its topics.
#[rpc_service(answer = RosEnvelope, rename_all = "camelCase", client = NodeClient)]
impl Node {
    /// The publishers of a topic have changed.
    #[expose(inline)]
    fn publisher_update(&self, _caller: &str, topic: &str, publishers: Vec<String>) -> i32 {
        locked(&self.0).insert(topic.to_owned(), publishers);
        0
    }

    /// The publishers of a topic, as far as this node knows.
    #[expose(inline)]
    fn publishers(&self, topic: &str) -> Vec<String> {
        locked(&self.0).get(topic).cloned().unwrap_or_default()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).unwrap_or("localhost:9000".into());
    let mut master = Server::new().mount(Master::default()).access_log(true).start(address).await?;
    println!("Serving a master at {} (Ctrl-C stops)", master.url());

    // The node registers like any other: over the network, with the master's typed client.
    let node = Server::new().mount(Node::default()).start("localhost:0").await?;
    let client = Client::new(&master.url())?;
    let to_master = MasterClient::new(&client);
    let publishers = to_master.register_subscriber("/listener", "/chatter", "std/String", &node.url()).await?;
    println!("/listener at {} waits for publishers of /chatter; there are {}", node.url(), publishers.len());

    master.wait().await?;
    node.stop().await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_node_hears_of_a_publisher() -> Result<(), Box<dyn std::error::Error>> {
        let master = Server::new().mount(Master::default()).start("localhost:0").await?;
        let node = Server::new().mount(Node::default()).start("localhost:0").await?;
        let (to_master, to_node) = (Client::new(&master.url())?, Client::new(&node.url())?);
        let (master_client, node_client) = (MasterClient::new(&to_master), NodeClient::new(&to_node));

        assert!(master_client.register_subscriber("/l", "/chatter", "s", &node.url()).await?.is_empty());
        let reached = master_client.register_publisher("/t", "/chatter", "s", "http://talker:1").await?;
        assert_eq!(reached, [node.url()]);
        assert_eq!(node_client.publishers("/chatter").await?, ["http://talker:1"]);
        assert_eq!(master_client.lookup_node("/x", "/l").await?, node.url());

        let unknown = master_client.lookup_node("/x", "/none").await.unwrap_err();
        assert_eq!(unknown.typed(), Some(Fault::new(0, "unknown node /none")));
        node.stop().await;
        master.stop().await;
        Ok(())
    }
}
