//! Errors that derive their faults, through a dispatcher.

use std::error::Error;
use std::fmt;

use xmlrpc_service::fault::FaultInfo;
use xmlrpc_service::{Dispatcher, Fault, IntoFault, rpc_service};

const FULL: i32 = 507;

#[derive(Debug, IntoFault)]
#[fault(code = 400)]
enum StoreError {
    /// There is no entry of that name.
    ///
    /// Not even an old one.
    #[fault(code = -404)]
    Missing(String),
    #[fault(code = FULL, message = "no room left")]
    Full {
        disk: &'static str,
    },
    Odd,
    #[fault(transparent)]
    Inner(InnerError),
    #[fault(transparent)]
    Ready {
        fault: Fault,
    },
    #[fault(code = 5)]
    Failed(Cause),
}

#[derive(Debug, IntoFault)]
struct InnerError;

#[derive(Debug)]
struct Cause;

// No `Display`: the message is all there is.
#[derive(IntoFault)]
#[fault(code = 9, message = "it is what it is")]
struct Mute;

#[derive(Debug, IntoFault)]
enum Wrapped<E> {
    #[fault(transparent)]
    Inner(E),
    #[fault(code = 3, message = "other")]
    Other,
}

#[derive(IntoFault)]
enum Never {}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Missing(name) => write!(f, "no entry {name:?}"),
            StoreError::Full { disk } => write!(f, "{disk} is full"),
            StoreError::Odd => f.write_str("odd"),
            StoreError::Inner(error) => error.fmt(f),
            StoreError::Ready { fault } => fault.fmt(f),
            StoreError::Failed(_) => f.write_str("it failed"),
        }
    }
}

impl Error for StoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            StoreError::Failed(cause) => Some(cause),
            _ => None,
        }
    }
}

impl fmt::Display for InnerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the inner one")
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("/etc/store is gone")
    }
}

impl Error for Cause {}

type Outcome<T> = Result<T, StoreError>;

struct Store;

#[rpc_service]
impl Store {
    /// Fail.
    #[expose(inline)]
    fn fail(&self, how: u8) -> Outcome<i32> {
        Err(match how {
            0 => StoreError::Missing("a".to_owned()),
            1 => StoreError::Full { disk: "sda" },
            2 => StoreError::Odd,
            3 => StoreError::Inner(InnerError),
            4 => StoreError::Ready { fault: Fault::new(77, "ready") },
            _ => StoreError::Failed(Cause),
        })
    }

    #[expose(inline)]
    fn silent(&self) -> Result<(), Mute> {
        Err(Mute)
    }

    /// Fail or not.
    #[expose(inline)]
    fn by_text(&self) -> Result<(), String> {
        Err(String::new())
    }
}

async fn code_and_text(how: u8) -> (i32, String) {
    let outcome = Dispatcher::new().mount(Store).call::<i32>("fail", (how,)).await;
    let fault = outcome.expect_err("a fault");
    (fault.code(), fault.message().to_owned())
}

#[tokio::test]
async fn each_variant_has_its_code_and_text() {
    assert_eq!(code_and_text(0).await, (-404, "no entry \"a\"".to_owned()));
    assert_eq!(code_and_text(1).await, (507, "no room left".to_owned()));
    assert_eq!(code_and_text(2).await, (400, "odd".to_owned()));
    assert_eq!(code_and_text(3).await, (-32500, "the inner one".to_owned()));
    assert_eq!(code_and_text(4).await, (77, "ready".to_owned()));
    assert_eq!(code_and_text(5).await, (5, "it failed".to_owned()));
}

#[test]
fn what_the_caller_does_not_read_is_the_logs_detail() {
    let detail = |error: StoreError| error.into_fault().detail().map(str::to_owned);
    assert_eq!(detail(StoreError::Full { disk: "sda" }).as_deref(), Some("sda is full"));
    assert_eq!(detail(StoreError::Failed(Cause)).as_deref(), Some("/etc/store is gone"));
    assert_eq!(detail(StoreError::Odd), None);
    assert_eq!(Mute.into_fault(), Fault::new(9, "it is what it is"));
}

#[test]
fn generic_errors_hand_on_what_is_inside() {
    assert_eq!(Wrapped::Inner(Fault::new(8, "eight")).into_fault().code(), 8);
    assert_eq!(Wrapped::<Fault>::Other.into_fault().code(), 3);
    assert_eq!(Wrapped::<StoreError>::declared_faults().len(), 6);
    assert!(Never::declared_faults().is_empty());
}

#[test]
fn the_faults_are_declared_in_the_order_of_the_source() {
    let dispatcher = Dispatcher::new().mount(Store);
    let faults = dispatcher.method("fail").expect("the method").faults();
    let expected = [
        FaultInfo::new(-404, "Missing").help("There is no entry of that name.\n\nNot even an old one."),
        FaultInfo::new(507, "Full").help("no room left"),
        FaultInfo::new(400, "Odd"),
        FaultInfo::new(-32500, "InnerError"),
        FaultInfo::new(5, "Failed"),
    ];
    assert_eq!(faults, expected);
    assert!(dispatcher.method("by_text").is_some_and(|method| method.faults().is_empty()));
}

#[tokio::test]
async fn help_lists_the_faults() {
    let dispatcher = Dispatcher::new()
        .mount(Store)
        .function("function", |_: i32| -> Result<i32, StoreError> { Err(StoreError::Odd) });
    let help: String = dispatcher.call("system.methodHelp", ("fail",)).await.expect("a help");
    let faults = "Faults:\n  -404 Missing: There is no entry of that name.\n  507 Full: no room left\n  400 Odd\n  \
                  -32500 InnerError\n  5 Failed";
    assert_eq!(help, format!("Fail.\n\n{faults}"));
    assert_eq!(dispatcher.call("system.methodHelp", ("function",)).await, Ok(faults.to_owned()));
    assert_eq!(
        dispatcher.call("system.methodHelp", ("silent",)).await,
        Ok("Faults:\n  9 Mute: it is what it is".to_owned())
    );
    assert_eq!(dispatcher.call("system.methodHelp", ("by_text",)).await, Ok("Fail or not.".to_owned()));
}

#[derive(Debug, IntoFault)]
enum Access {
    #[fault(code = 3, text_code = "AccessDenied", message = "Access Denied")]
    Denied,
    #[fault(code = 4, message = "later")]
    Later,
}

#[test]
fn a_fault_may_have_a_text_as_its_code() {
    let denied = Access::Denied.into_fault();
    assert_eq!((denied.code(), denied.text_code(), denied.message()), (3, Some("AccessDenied"), "Access Denied"));
    assert_eq!(Access::Later.into_fault().text_code(), None);
}
