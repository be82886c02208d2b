//! What callers ask before they log in.

use std::collections::BTreeMap;
use std::sync::Arc;

use xmlrpc_server::value::Struct;
use xmlrpc_server::{Fault, rpc_service, value};

/// The databases, each with its users: a name and a password; a user's number is its place.
pub(crate) struct Databases(BTreeMap<String, Vec<(String, String)>>);

#[rpc_service(inline)]
impl Databases {
    /// List the names of the databases.
    #[expose]
    fn list(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }
}

impl Databases {
    pub(crate) fn with_user(database: &str, login: &str, password: &str) -> Self {
        Databases(BTreeMap::from([(database.into(), vec![(login.into(), password.into())])]))
    }

    /// The number of a user, counted from 1.
    fn authenticate(&self, database: &str, login: &str, password: &str) -> Option<usize> {
        let is_user = |(name, secret): &(String, String)| name == login && secret == password;
        self.0.get(database)?.iter().position(is_user).map(|place| place + 1)
    }

    /// Refuses calls without a user's number and password.
    pub(crate) fn check(&self, database: &str, user: usize, password: &str) -> Result<(), Fault> {
        let users = self.0.get(database);
        let known =
            users.and_then(|users| users.get(user.checked_sub(1)?)).is_some_and(|(_, secret)| secret == password);
        if known { Ok(()) } else { Err(Fault::new(3, "Access Denied").with_text_code("AccessDenied")) }
    }
}

pub(crate) struct Common(pub(crate) Arc<Databases>);

#[rpc_service(inline)]
impl Common {
    /// Tell which version of the protocol the server speaks.
    #[expose]
    fn version(&self) -> Struct {
        Struct::from_iter([("server_version", value!("17.0")), ("protocol_version", value!(1))])
    }

    /// Log in: the number of the user, or false.
    #[expose]
    fn authenticate(
        &self,
        database: &str,
        login: &str,
        password: &str,
        #[param(default)] environment: Struct,
    ) -> Option<usize> {
        let _ = environment;
        self.0.authenticate(database, login, password)
    }
}
