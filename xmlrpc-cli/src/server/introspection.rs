//! What the server says about itself: the `system.*` methods.

use xmlrpc_client::{Error, ErrorKind};
use xmlrpc_core::Value;

use super::Server;
use crate::failure::{Failure, Result};
use crate::nearest::nearest;
use crate::signature::Signature;

/// What is known of a method.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    pub(crate) signature: Option<Signature>,
    /// What our own servers say besides: names of parameters, and types that signatures have no name for.
    pub(crate) schema: Option<Signature>,
    pub(crate) help: Option<String>,
    /// Whether the server answered both questions with an error.
    pub(crate) is_refused: bool,
}

impl Server {
    /// The names of all methods.
    pub(crate) async fn names(&self) -> Result<Vec<String>> {
        let listed = self.call("system.listMethods", &[]).await;
        match listed {
            Ok(value) => names_in(&value).ok_or_else(|| {
                Failure::transport(
                    "system.listMethods returned no array of names: the server's introspection is damaged",
                )
            }),
            Err(error) => Err(self.no_introspection(&error)),
        }
    }

    /// The names of all methods, if the server lists them.
    pub(crate) async fn names_if_listed(&self) -> Option<Vec<String>> {
        let listed = self.ask("system.listMethods", &[]).await;
        listed.ok().and_then(|value| names_in(&value))
    }

    /// The signature of a method, if the server knows it. Only a failure that the call itself would meet is one.
    pub(crate) async fn signature(&self, method: &str) -> Result<Option<Signature>> {
        match self.ask("system.methodSignature", &[method.into()]).await {
            Ok(value) if value.as_str() == Some("undef") => Ok(self.schema(method).await),
            Ok(value) => Ok(Signature::of(&value)),
            Err(error) if is_final(&error) => Err(self.failure(&error)),
            Err(_) => Ok(None),
        }
    }

    /// The signature in the description of a method, which our own servers have.
    pub(crate) async fn schema(&self, method: &str) -> Option<Signature> {
        let schema = self.ask("system.methodSchema", &[method.into()]).await.ok()?;
        Signature::of_schema(&schema)
    }

    /// What the server knows of a method.
    pub(crate) async fn known(&self, method: &str) -> Result<Known> {
        let mut known = Known::default();
        let mut refusals = 0;
        match self.call("system.methodHelp", &[method.into()]).await {
            Ok(value) => known.help = value.as_str().map(str::to_owned),
            Err(error) if is_final(&error) => return Err(self.failure(&error)),
            Err(_) => refusals += 1,
        }
        match self.call("system.methodSignature", &[method.into()]).await {
            Ok(value) => known.signature = Signature::of(&value),
            Err(error) if is_final(&error) => return Err(self.failure(&error)),
            Err(_) => refusals += 1,
        }
        known.is_refused = refusals == 2;
        Ok(known)
    }

    /// The way out if a method does not exist: the nearest names, where the server lists them.
    pub(crate) async fn advice_for(&self, method: &str) -> Option<String> {
        let names = self.names_if_listed().await?;
        if names.iter().any(|name| name == method) {
            return None;
        }
        Some(no_such_method(method, &names))
    }

    /// The failure of a command that needs introspection.
    fn no_introspection(&self, error: &Error) -> Failure {
        let failure = self.failure(error);
        match error.kind() {
            ErrorKind::Fault => {
                failure.with_advice("The server has no introspection; `call METHOD ARGUMENTS` needs none.")
            }
            ErrorKind::Http if matches!(error.status(), Some(400 | 404 | 405)) => failure.with_advice(
                "The path of the address may be wrong, or the server has no introspection; `call` needs none.",
            ),
            _ => failure,
        }
    }
}

/// Whether a further call would meet the same: the server cannot be reached, or the time is over.
fn is_final(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Deadline | ErrorKind::Usage => true,
        ErrorKind::Transport => !error.may_have_run(),
        ErrorKind::Http => matches!(error.status(), Some(401 | 403 | 407)),
        _ => false,
    }
}

/// The names in the result of `system.listMethods`.
pub(crate) fn names_in(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|name| name.as_str().map(str::to_owned)).collect()
}

/// The sentence on a method that is not listed.
pub(crate) fn no_such_method(method: &str, names: &[String]) -> String {
    use crate::escape::excerpt;
    let near: Vec<String> = nearest(method, names).into_iter().map(excerpt).collect();
    match near.as_slice() {
        [] => format!("The server lists no method {}; `list` shows all names.", excerpt(method)),
        [one] => format!("The server lists no method {}; the nearest name is {one}.", excerpt(method)),
        near => format!("The server lists no method {}; the nearest names are {}.", excerpt(method), near.join(", ")),
    }
}
