//! Parameters: defaults, the rest, other names, the context.

use xmlrpc_service::fault::INVALID_PARAMETERS;
use xmlrpc_service::{CallContext, Dispatcher, Value, rpc_service};

use super::{forms, run};

type Call = CallContext;
type Maybe<T> = Option<T>;

const STEP: i32 = 3;

struct Numbers;

#[rpc_service(prefix = "n")]
impl Numbers {
    #[expose(inline)]
    fn range(&self, end: i32, #[param(default)] start: i32, #[param(default = STEP)] step: i32) -> Vec<i32> {
        (start..end).step_by(step.unsigned_abs() as usize).collect()
    }

    #[expose(inline)]
    fn sum(first: i32, #[param(default = 0)] second: i32, #[param(rest)] more: Vec<i32>) -> i32 {
        first + second + more.iter().sum::<i32>()
    }

    #[expose]
    async fn join(&self, #[param(rest, name = "texts")] t: &[String]) -> String {
        std::future::ready(t.join("+")).await
    }

    #[expose]
    fn lent(
        &self,
        text: &str,
        #[param(default = "none")] other: &str,
        #[param(default = Some(&[7]))] bytes: Option<&[u8]>,
    ) -> String {
        format!("{text} {other} {bytes:?}")
    }

    #[expose]
    async fn later(
        &self,
        #[param(default = vec![1, 2])] values: Vec<i32>,
        #[param(default)] last: Maybe<i32>,
    ) -> String {
        format!("{values:?} {last:?}")
    }

    #[expose(inline)]
    fn who(&self, #[param(context)] call: &Call, times: usize) -> String {
        call.method().repeat(times)
    }
}

fn call(name: &str, params: Vec<Value>) -> Result<Value, String> {
    let dispatcher = Dispatcher::new().mount(Numbers);
    run(dispatcher.call(name, params)).map_err(|fault| {
        assert_eq!(fault.code(), INVALID_PARAMETERS);
        fault.message().to_owned()
    })
}

fn values<T: Into<Value>>(values: impl IntoIterator<Item = T>) -> Vec<Value> {
    values.into_iter().map(Into::into).collect()
}

#[test]
fn what_a_call_leaves_out_has_its_default() {
    assert_eq!(call("n.range", values([7])), Ok(values([0, 3, 6]).into()));
    assert_eq!(call("n.range", values([7, 5])), Ok(values([5]).into()));
    assert_eq!(call("n.range", values([7, 5, 1])), Ok(values([5, 6]).into()));
    assert_eq!(call("n.later", Vec::new()), Ok("[1, 2] None".into()));
    assert_eq!(call("n.later", vec![values([3]).into(), 4.into()]), Ok("[3] Some(4)".into()));
}

#[test]
fn what_is_borrowed_has_a_default_too() {
    assert_eq!(call("n.lent", values(["a"])), Ok("a none Some([7])".into()));
    assert_eq!(call("n.lent", values(["a", "b & c"])), Ok("a b & c Some([7])".into()));
}

#[test]
fn the_rest_is_whatever_is_left() {
    assert_eq!(call("n.sum", values([1])), Ok(1.into()));
    assert_eq!(call("n.sum", values([1, 2, 3, 4])), Ok(10.into()));
    assert_eq!(call("n.join", Vec::new()), Ok("".into()));
    assert_eq!(call("n.join", values(["a", "b", "c"])), Ok("a+b+c".into()));
    let wrong = call("n.sum", vec![1.into(), 2.into(), 3.into(), "x".into()]).expect_err("a fault");
    assert!(wrong.starts_with("parameter 4 (more): expected an int, found a string"), "{wrong}");
}

#[test]
fn a_context_under_any_name_takes_no_place() {
    assert_eq!(call("n.who", values([2])), Ok("n.whon.who".into()));
}

#[test]
fn there_is_a_signature_for_each_legal_number_of_parameters() {
    let dispatcher = Dispatcher::new().mount(Numbers);
    let range = ["array int", "array int int", "array int int int"];
    let all = |name| forms(&dispatcher, name).iter().map(|form| form.join(" ")).collect::<Vec<_>>();
    assert_eq!(all("n.range"), range);
    assert_eq!(all("n.sum"), ["int int", "int int int", "int int int int"]);
    assert_eq!(all("n.join"), ["string", "string string"]);
    assert_eq!(all("n.later"), ["string", "string array", "string array int"]);
}

#[test]
fn a_wrong_number_of_parameters_is_told_with_the_right_ones() {
    let fault = |name, count| call(name, vec![1.into(); count]).expect_err("a fault");
    assert_eq!(fault("n.range", 4), "n.range takes 1 to 3 parameters (end, start, step), 4 given");
    assert!(fault("n.range", 0).starts_with("n.range takes 1 to 3 parameters (end, start, step), 0 given"));
    let none = fault("n.sum", 0);
    assert!(none.starts_with("n.sum takes at least 1 parameter (first, second, more), 0 given"), "{none}");
}
