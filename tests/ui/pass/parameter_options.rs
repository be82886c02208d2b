//! Parameters with defaults, with other names, that collect the rest, that are the context.

#![deny(warnings)]

use std::path::Path;

use xmlrpc_server::service::Presence;
use xmlrpc_server::{CallContext, Service, rpc_service};

type Call = CallContext;

#[derive(Default, serde::Deserialize)]
struct Order;

struct Directory<const MANY: usize>;

impl<const MANY: usize> Directory<MANY> {
    const FEW: usize = 3;
}

#[rpc_service]
impl<const MANY: usize> Directory<MANY> {
    #[expose]
    fn list(
        &self,
        #[param(context)] call: &Call,
        /** The directory to read. */
        #[param(name = "directory")]
        path: &Path,
        #[param(default)] _order: Order,
        #[param(default = Self::FEW)] mut limit: usize,
        #[param(default = Some("x"))] suffix: Option<&str>,
        #[param(default = &[1, 2])] pair: &[i32],
        #[param(default = (MANY, 1))] (a, b): (usize, usize),
    ) -> String {
        limit += a + b;
        format!("{} {} {limit} {suffix:?} {pair:?}", call.method(), path.display())
    }

    #[expose]
    async fn remove(&self, first: String, #[param(rest)] more: &[String]) -> usize {
        first.len() + more.len()
    }
}

fn main() {
    let methods = Directory::<9>.info().methods();
    let parameters = methods[0].parameter_list();
    let names: Vec<_> = parameters.iter().map(|parameter| parameter.name()).collect();
    assert_eq!(names, ["directory", "order", "limit", "suffix", "pair", "parameter6"]);
    assert_eq!(parameters[0].description(), "The directory to read.");
    assert_eq!((parameters[0].presence(), parameters[1].presence()), (Presence::Required, Presence::Optional));
    assert_eq!(methods[0].wire_signature().unwrap().required(), 1);
    assert_eq!(methods[1].parameter_list()[1].presence(), Presence::Rest);
    assert_eq!(methods[1].wire_signature().unwrap().forms(), [vec!["i8", "string"], vec!["i8", "string", "string"]]);
}
