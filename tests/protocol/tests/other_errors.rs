//! Errors of the crates that most programs make theirs with: thiserror and anyhow.

use anyhow::Context;
use xmlrpc_service::fault::APPLICATION_ERROR;
use xmlrpc_service::{Dispatcher, Fault, IntoFault, rpc_service};

#[derive(Debug, thiserror::Error, IntoFault)]
enum StoreError {
    /// There is no entry of that name.
    #[error("no entry {0:?}")]
    #[fault(code = 404)]
    Missing(String),
    #[error("cannot write {path}")]
    #[fault(code = 507, message = "no room left")]
    Full { path: &'static str },
    #[error(transparent)]
    Other(#[from] std::num::ParseIntError),
}

/// An error that chooses no fault.
#[derive(Debug, thiserror::Error)]
#[error("cannot save the entry")]
struct SaveError(#[source] DiskError);

#[derive(Debug, thiserror::Error)]
#[error("the disk is unhappy")]
struct DiskError(#[source] std::num::ParseIntError);

struct Store;

#[rpc_service]
impl Store {
    #[expose(inline)]
    fn save(&self, number: &str) -> Result<i32, SaveError> {
        number.parse().map_err(|error| SaveError(DiskError(error)))
    }

    /// An error with a text, and no causes.
    #[expose(inline)]
    fn refuse(&self) -> Result<i32, String> {
        Err("not today".to_owned())
    }

    /// Find an entry.
    #[expose(inline)]
    fn find(&self, name: &str) -> Result<i32, StoreError> {
        match name {
            "full" => Err(StoreError::Full { path: "/secret" }),
            "one" => Ok("1".parse()?),
            "many" => Ok("many".parse()?),
            _ => Err(StoreError::Missing(name.to_owned())),
        }
    }

    #[expose(inline)]
    fn read(&self, number: &str) -> anyhow::Result<i32> {
        number.parse().with_context(|| "the number could not be read")
    }
}

#[test]
fn derived_codes_and_texts_stand_side_by_side() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let dispatcher = Dispatcher::new().mount(Store);
        let find = |name: &'static str| dispatcher.call::<i32>("find", (name,));
        assert_eq!(find("one").await, Ok(1));
        assert_eq!(find("x").await, Err(Fault::new(404, "no entry \"x\"")));
        assert_eq!(find("full").await, Err(Fault::new(507, "no room left")));
        let other = find("many").await.expect_err("no number");
        assert_eq!((other.code(), other.message()), (APPLICATION_ERROR, "invalid digit found in string"));
        let help = dispatcher.call::<String>("system.methodHelp", ("find",)).await.expect("a help");
        assert!(help.starts_with("Find an entry.") && help.contains("404") && help.contains("507"), "{help}");
    });
}

/// The details of the faults of these calls, which are for the log alone.
fn details(calls: &[(&'static str, &'static [&'static str])]) -> Vec<Option<String>> {
    let (sender, details) = std::sync::mpsc::channel();
    let dispatcher = Dispatcher::new().mount(Store).map_faults(move |fault, _| {
        let _ = sender.send(fault.detail().map(str::to_owned));
        fault
    });
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    for (method, arguments) in calls {
        runtime.block_on(dispatcher.call::<i32>(method, *arguments)).expect_err("a fault");
    }
    details.try_iter().collect()
}

#[test]
fn the_causes_of_an_error_are_for_the_log() {
    let details = details(&[("save", &["x"]), ("read", &["x"]), ("refuse", &[])]);
    let expected = [
        Some("the disk is unhappy: invalid digit found in string"),
        Some("the number could not be read: invalid digit found in string"),
        None,
    ];
    assert_eq!(details.iter().map(Option::as_deref).collect::<Vec<_>>(), expected);
}

#[test]
fn an_error_of_anyhow_is_its_text() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let fault = runtime.block_on(Dispatcher::new().mount(Store).call::<i32>("read", ("x",))).expect_err("no number");
    assert_eq!(fault, Fault::new(APPLICATION_ERROR, "the number could not be read"));
}
