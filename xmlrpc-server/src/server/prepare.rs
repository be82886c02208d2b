//! Checking the settings of a server before any socket is opened.

use std::net::{SocketAddr, ToSocketAddrs};
use std::num::NonZeroUsize;
use std::panic::Location;
use std::thread;

use super::Server;
use super::health::HealthPaths;
use super::settings::RunSettings;
use crate::Endpoint;
use crate::error::{Error, Result};
use crate::http::check_path;

/// The largest number of workers that actix-server supports.
const MOST_WORKERS: usize = 512;

/// A server that can be launched.
pub(super) struct Prepared {
    pub(super) endpoint: Endpoint,
    /// The first of the endpoint's paths.
    pub(super) path: String,
    pub(super) workers: usize,
    pub(super) run: RunSettings,
}

impl Server {
    /// Checks the settings for these addresses.
    pub(super) fn prepare(mut self, addresses: &[SocketAddr]) -> Result<Prepared> {
        let workers = self.workers.unwrap_or_else(parallelism);
        if !(1..=MOST_WORKERS).contains(&workers) {
            return Err(Error::misuse(format!("`workers({workers})`: use from 1 to {MOST_WORKERS}")));
        }
        self.check_settings()?;
        self.http.hosts = self.http.hosts.settle(addresses);
        let mut endpoint = Endpoint::new(self.dispatcher)?.http(|http| *http = self.http).capacity(self.run.capacity);
        if let Some(paths) = self.paths {
            if paths.is_empty() {
                return Err(Error::misuse("`paths([])`: a server needs a path to answer calls at, such as \"/RPC2\""));
            }
            check_paths("paths", &paths)?;
            endpoint = endpoint.paths(paths);
        }
        for (paths, dispatcher) in self.other_dispatchers {
            endpoint = endpoint.dispatcher_at(paths, dispatcher)?;
        }
        let HealthPaths { health, readiness } = &self.run.health;
        for (setting, path) in [("health_at", health), ("readiness_at", readiness)] {
            if let Some(path) = path
                && (endpoint.answers_at(path) || setting == "readiness_at" && Some(path) == health.as_ref())
            {
                return Err(Error::misuse(format!("`{setting}`: the path {path:?} is already in use; choose another")));
            }
        }
        let path = endpoint.first_path().to_owned();
        Ok(Prepared { endpoint, path, workers, run: self.run })
    }

    /// Refuses impossible settings.
    fn check_settings(&self) -> Result {
        if self.run.connections == 0 {
            return Err(Error::misuse("`max_connections(0)`: a server needs at least one connection"));
        }
        if self.run.connections_per_peer == Some(0) {
            return Err(Error::misuse("`max_connections_per_peer(0)`: a client needs at least one connection"));
        }
        let health = &self.run.health;
        check_paths("health_at", health.health.as_slice())?;
        check_paths("readiness_at", health.readiness.as_slice())?;
        if let Some(host) = self.http.hosts.invalid_entry() {
            return Err(Error::misuse(format!(
                "`hosts`: {host:?} is not a host; write a name or an address, such as \"rpc.example.com\", or accept all hosts \
                 with `HostPolicy::any()`"
            )));
        }
        if let Some(proxy) = self.http.trusted_proxies.invalid_entry() {
            return Err(Error::misuse(format!(
                "`trusted_proxies`: {proxy:?} is neither an address nor a network; write it as in \"10.1.2.3\", \"10.0.0.0/8\" or \
                 \"2001:db8::/32\""
            )));
        }
        if let Some(origin) = self.http.origins.invalid_entry() {
            return Err(Error::misuse(format!(
                "`origins`: {origin:?} is not an origin; write it as browsers do, such as \"https://app.example.com\", or accept \
                 all origins with `OriginPolicy::any()`"
            )));
        }
        Ok(())
    }
}

fn parallelism() -> usize {
    thread::available_parallelism().map_or(1, NonZeroUsize::get).min(MOST_WORKERS)
}

fn check_paths(setting: &str, paths: &[String]) -> Result {
    paths.iter().try_for_each(|path| check_path(setting, path))
}

/// Returns the addresses that the value given at `place` resolves to.
pub(super) fn resolve(addr: impl ToSocketAddrs, place: &Location<'_>) -> Result<Vec<SocketAddr>> {
    let addresses: Vec<_> = addr.to_socket_addrs().map_err(|error| unusable(place, error))?.collect();
    if addresses.is_empty() { Err(unusable(place, "it resolves to no address")) } else { Ok(addresses) }
}

fn unusable(place: &Location<'_>, reason: impl std::fmt::Display) -> Error {
    Error::misuse(format!(
        "the address given at {place} cannot be used: {reason}; write a host and a port, as in \"127.0.0.1:9000\""
    ))
}

#[cfg(test)]
mod tests {
    use xmlrpc_service::Dispatcher;

    use super::*;

    fn error(server: Server) -> String {
        server.prepare(&[]).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn settings_that_cannot_be_are_named() {
        assert!(error(Server::new().workers(0)).contains("`workers(0)`"));
        assert!(error(Server::new().paths(["RPC2"])).contains(r#""RPC2" is not a path"#));
        assert!(error(Server::new().readiness_at("readyz")).contains(r#"`readiness_at`: "readyz" is not a path"#));
        assert!(error(Server::new().health_at("/RPC2")).contains(r#"`health_at`: the path "/RPC2" is already in use"#));
        assert!(
            error(Server::new().health_at("/a").readiness_at("/a"))
                .contains(r#"`readiness_at`: the path "/a" is already in use"#)
        );
        assert_eq!(error(Server::new().health_at("/").paths(["/b"])), "");
        assert!(error(Server::new().max_connections(0)).contains("`max_connections(0)`"));
        assert!(error(Server::new().max_connections_per_peer(0)).contains("`max_connections_per_peer(0)`"));
        assert!(error(Server::new().paths(["/a{b"])).contains("percent-encoded"));
        assert!(error(Server::new().paths([""; 0])).contains("`paths([])`"));
        assert_eq!(error(Server::new().paths(["/a"]).workers(1)), "");
        for host in ["https://rpc.example", "*", ""] {
            let said = error(Server::new().hosts([host]));
            assert!(said.contains("is not a host") && said.contains("`HostPolicy::any()`"), "{host}: {said}");
        }
        for origin in ["app.example", "*", "", "https://app.example/page"] {
            let said = error(Server::new().origins([origin]));
            assert!(said.contains("is not an origin") && said.contains("`OriginPolicy::any()`"), "{origin}: {said}");
        }
        let fine = Server::new().hosts(["a.example:80", "[::1]"]);
        assert_eq!(error(fine.origins(["https://a.example/", "http://[::1]:80", "null"])), "");
        let at = |server: Server, path: &str| error(server.dispatcher_at(path, Dispatcher::new()));
        assert!(at(Server::new(), "admin").contains(r#"`dispatcher_at`: "admin" is not a path"#));
        assert!(at(Server::new(), "/RPC2").contains(r#"the path "/RPC2" already has a dispatcher"#));
        assert!(at(Server::new().dispatcher_at("/b", Dispatcher::new()), "/b").contains("already"));
        assert_eq!(at(Server::new().paths(["/a"]), "/"), "");
    }

    #[test]
    fn an_address_that_is_none_is_traced_to_its_place() {
        let error = resolve("localhost", Location::caller()).expect_err("no port").to_string();
        assert!(error.contains("prepare.rs") && error.contains("127.0.0.1:9000"), "{error}");
    }
}
