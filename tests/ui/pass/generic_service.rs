//! A generic block is a service for every type that keeps its bounds.

#![deny(warnings)]

use std::fmt::Display;
use std::sync::Mutex;

use serde::{Serialize, de::DeserializeOwned};
use xmlrpc_server::{Service, rpc_service};

trait Store: Send + Sync {
    type Error: Display;
    fn get(&self, key: &str) -> Result<i32, Self::Error>;
}

struct Api<S>(S);

#[rpc_service(prefix = "api")]
impl<S: Store> Api<S> {
    #[expose]
    fn get(&self, key: &str) -> Result<i32, S::Error> {
        self.0.get(key)
    }

    #[expose]
    async fn find(&self, key: String) -> Result<i32, S::Error> {
        self.0.get(&key)
    }
}

struct Shelf<T, const SIZE: usize>(Mutex<Vec<T>>);

#[rpc_service]
impl<T, const SIZE: usize> Shelf<T, SIZE>
where
    T: Serialize + DeserializeOwned + Clone + Send + Sync,
{
    #[expose]
    fn put(&self, value: T) -> bool {
        let mut all = self.0.lock().unwrap();
        all.push(value);
        all.len() < SIZE
    }

    #[expose]
    async fn all(&self, first: &T) -> Vec<T> {
        let mut all = vec![first.clone()];
        all.extend(self.0.lock().unwrap().iter().cloned());
        all
    }
}

struct Memory;

impl Store for Memory {
    type Error = String;
    fn get(&self, key: &str) -> Result<i32, String> {
        Err(key.to_owned())
    }
}

fn main() {
    assert_eq!(Api(Memory).info().methods()[0].wire_signature().unwrap().forms(), [["int", "string"]]);
    let shelf = Shelf::<f64, 3>(Mutex::default());
    assert_eq!(shelf.info().name(), "Shelf");
    assert_eq!(shelf.info().methods()[0].wire_signature().unwrap().forms(), [["boolean", "double"]]);
    assert_eq!(Shelf::<bool, 1>(Mutex::default()).info().methods()[1].wire_signature().unwrap().forms(), [["array", "boolean"]]);
}
