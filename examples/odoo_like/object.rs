//! Calls of the methods of models.

use std::sync::Arc;

use xmlrpc_server::fault::METHOD_NOT_FOUND;
use xmlrpc_server::value::Struct;
use xmlrpc_server::{CallContext, CheckParams, Dispatcher, Fault, RpcParams, Value, rpc_service};

use super::common::Databases;

pub(crate) struct Object {
    pub(crate) databases: Arc<Databases>,
    pub(crate) models: Dispatcher,
}

/// What stands in front of every call.
#[derive(RpcParams)]
#[params(check)]
struct Login {
    /// The database.
    db: String,
    /// What `authenticate` returned.
    uid: usize,
    password: String,
}

impl CheckParams<Object> for Login {
    fn check(&self, object: &Object, _context: &CallContext) -> Result<(), Fault> {
        object.databases.check(&self.db, self.uid, &self.password)
    }
}

#[rpc_service]
impl Object {
    /// Call a method of a model.
    #[expose]
    async fn execute_kw(
        &self,
        context: &CallContext,
        #[param(flatten)] _login: Login,
        model: &str,
        method: &str,
        args: Vec<Value>,
        #[param(default)] kwargs: Struct,
    ) -> Result<Value, Fault> {
        let mut params = args;
        if !kwargs.is_empty() {
            params.push(kwargs.into());
        }
        let name = format!("{model}.{method}");
        self.models.call_as(context, &name, params).await.map_err(|fault| match fault.code() {
            METHOD_NOT_FOUND => Fault::new(2, format!("{model} has no method {method}")).with_text_code("UserError"),
            _ => fault,
        })
    }
}
