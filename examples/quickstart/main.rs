//! The recipe of the README: a struct, an error type with a fault code, a service, and its tests.

use serde::{Deserialize, Serialize};
use xmlrpc_server::{IntoFault, Server, rpc_service};

/// A struct on the wire; a member that is an `Option` may be absent.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Person {
    name: String,
    email: Option<String>,
}

#[derive(Debug, thiserror::Error, IntoFault)]
enum BookError {
    #[error("there is no entry for {0}")]
    #[fault(code = 404)]
    Unknown(String),
}

struct AddressBook {
    people: Vec<Person>,
}

/// An address book.
#[rpc_service(prefix = "book")]
impl AddressBook {
    /// Look up a person by name.
    #[expose]
    fn find(&self, name: &str) -> Result<&Person, BookError> {
        self.people.iter().find(|person| person.name == name).ok_or(BookError::Unknown(name.into()))
    }
}

fn address_book() -> AddressBook {
    AddressBook { people: vec![Person { name: "Ada".into(), email: Some("ada@example.com".into()) }] }
}

fn main() -> xmlrpc_server::Result {
    let address = std::env::args().nth(1).unwrap_or("localhost:9000".into());
    Server::new().mount(address_book()).access_log(true).serve_forever(address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use xmlrpc_server::{Dispatcher, Fault};

    #[tokio::test]
    async fn finds_people() -> Result<(), Fault> {
        let dispatcher = Dispatcher::new().mount(address_book());

        let ada: Person = dispatcher.call("book.find", ("Ada",)).await?;
        assert_eq!(ada.email.as_deref(), Some("ada@example.com"));

        let unknown: Result<Person, Fault> = dispatcher.call("book.find", ("Bob",)).await;
        assert_eq!(unknown, Err(Fault::new(404, "there is no entry for Bob")));
        Ok(())
    }
}
