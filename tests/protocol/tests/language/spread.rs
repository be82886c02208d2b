//! Structs of parameters, and keyword arguments.

use std::collections::{BTreeMap, HashSet};

use xmlrpc_service::fault::INVALID_PARAMETERS;
use xmlrpc_service::{CallContext, CheckParams, DateTime, Dispatcher, Fault, RpcParams, Value, rpc_service, value};

use super::{ask, forms, run};

#[derive(RpcParams)]
#[params(check = Login::check, rename_all = "camelCase")]
struct Login {
    database: String,
    /// The name in lower case.
    user_name: String,
    #[param(name = "secret")]
    password: String,
}

impl Login {
    fn check(&self, context: &CallContext) -> Result<(), String> {
        match self.password.as_str() {
            "open" => Ok(()),
            _ => Err(format!("{} may not call {}", self.user_name, context.method())),
        }
    }
}

#[derive(RpcParams)]
#[params(check)]
struct Session {
    session: String,
}

impl CheckParams<Shop> for Session {
    fn check(&self, shop: &Shop, _: &CallContext) -> Result<(), Fault> {
        if shop.sessions.contains(&self.session) { Ok(()) } else { Err(Fault::new(403, "no such session")) }
    }
}

#[derive(RpcParams)]
struct Query {
    limit: Option<i32>,
    #[param(default = String::from("name"))]
    order: String,
    #[param(default)]
    since: Option<DateTime>,
}

struct Shop {
    sessions: HashSet<String>,
}

#[rpc_service(prefix = "shop")]
impl Shop {
    /// Count the records.
    #[expose(inline)]
    fn count(&self, #[param(flatten)] login: Login, model: &str) -> String {
        format!("{} {} {model}", login.database, login.user_name)
    }

    #[expose]
    fn price(&self, article: i32, #[param(flatten)] session: &Session, #[param(rest)] more: Vec<i32>) -> String {
        format!("{article} {} {more:?}", session.session)
    }

    #[expose]
    async fn find(&self, #[param(flatten)] _session: Session, #[param(flatten)] query: Query) -> String {
        std::future::ready(format!("{:?} {} {:?}", query.limit, query.order, query.since)).await
    }

    #[expose(inline)]
    fn list(&self, tag: String, inherit: Option<bool>, #[param(keywords)] query: Query) -> String {
        format!("{tag} {inherit:?} {:?} {} {:?}", query.limit, query.order, query.since)
    }

    #[expose(keywords)]
    fn build(
        &self,
        source: &str,
        #[param(default = 3)] priority: i32,
        #[param(default)] options: BTreeMap<String, i32>,
    ) -> String {
        format!("{source} {priority} {options:?}")
    }

    #[expose(inline)]
    fn run(
        &self,
        name: &str,
        #[param(rest)] args: Vec<i32>,
        #[param(keywords)] kwargs: BTreeMap<String, Value>,
    ) -> String {
        format!("{name} {args:?} {:?}", kwargs.keys().collect::<Vec<_>>())
    }
}

fn dispatcher() -> Dispatcher {
    Dispatcher::new().mount(Shop { sessions: HashSet::from([String::from("s1")]) })
}

/// Calls another method.
#[rpc_service]
impl Through {
    #[expose]
    async fn execute(&self, context: &CallContext, name: &str, params: Vec<Value>) -> Result<Value, Fault> {
        context.call_values(name, params).await
    }
}

struct Through;

/// The outcome of a call, which is the same for a client and for another method.
fn outcome(name: &str, params: Vec<Value>) -> Result<Value, Fault> {
    let dispatcher = dispatcher().mount(Through);
    let outcome = run(dispatcher.call::<Value>(name, params.clone()));
    let nested = run(dispatcher.call::<Value>("execute", (name, params)));
    let without_place = |fault: &Fault| {
        let text = fault.message();
        (fault.code(), text.split(" (line ").next().unwrap_or(text).to_owned())
    };
    assert_eq!(nested.as_ref().map_err(without_place), outcome.as_ref().map_err(without_place));
    outcome
}

fn call(name: &str, params: Vec<Value>) -> Result<String, String> {
    let text = |value: Value| value.as_str().map(str::to_owned).unwrap_or_default();
    outcome(name, params).map(text).map_err(|fault| format!("{}: {}", fault.code(), fault.message()))
}

/// The message of a fault about parameters.
fn refused(name: &str, params: Vec<Value>) -> String {
    let fault = outcome(name, params).expect_err("a fault");
    assert_eq!(fault.code(), INVALID_PARAMETERS, "{}", fault.message());
    fault.message().to_owned()
}

macro_rules! params {
    ($($value:tt),* $(,)?) => { vec![$(value!($value)),*] };
}

#[test]
fn the_members_of_a_struct_are_parameters() {
    assert_eq!(call("shop.count", params!["db", "ann", "open", "pens"]), Ok("db ann pens".into()));
    assert_eq!(call("shop.price", params![7, "s1", 8, 9]), Ok("7 s1 [8, 9]".into()));
    assert_eq!(call("shop.find", params!["s1"]), Ok("None name None".into()));
    assert_eq!(call("shop.find", params!["s1", 4, "age"]), Ok("Some(4) age None".into()));
}

#[test]
fn introspection_shows_them_as_parameters() {
    let dispatcher = dispatcher();
    assert_eq!(forms(&dispatcher, "shop.count"), [["string", "string", "string", "string", "string"]]);
    let all: Vec<String> = forms(&dispatcher, "shop.list").iter().map(|form| form.join(" ")).collect();
    let expected = [
        "string string",
        "string string boolean",
        "string string boolean int",
        "string string boolean int string",
        "string string boolean int string dateTime.iso8601",
    ];
    assert_eq!(all, expected);
    let method = dispatcher.method("shop.count").expect("it is published");
    let names: Vec<(&str, &str)> =
        method.parameters().iter().map(|parameter| (parameter.name(), parameter.help())).collect();
    let expected = [("database", ""), ("userName", "The name in lower case."), ("secret", ""), ("model", "")];
    assert_eq!(names, expected);
    assert_eq!(ask::<String>(&dispatcher, "system.methodHelp", "shop.count"), "Count the records.");
    assert!(dispatcher.method("shop.list").is_some_and(|method| method.takes_keywords()));
}

#[test]
fn errors_name_the_member_by_its_position() {
    let wrong = refused("shop.count", params!["db", 5, "open", "pens"]);
    assert!(wrong.starts_with("parameter 2 (userName): expected a string, found an int"), "{wrong}");
    let few = refused("shop.count", params!["db"]);
    assert!(few.starts_with("shop.count takes 4 parameters (database, userName, secret, model), 1 given"), "{few}");
}

#[test]
fn a_check_refuses_a_call_before_its_method_runs() {
    let refused = Err(String::from("-32500: ann may not call shop.count"));
    assert_eq!(call("shop.count", params!["db", "ann", "guess", "pens"]), refused);
    assert_eq!(call("shop.price", params![7, "s2"]), Err("403: no such session".into()));
    assert_eq!(call("shop.find", params!["s2"]), Err("403: no such session".into()));
    // What is wrong with the call comes first.
    assert!(call("shop.count", params!["db", "ann", "guess", 5]).is_err_and(|fault| fault.starts_with("-32602")));
}

#[test]
fn keywords_are_bound_by_name() {
    let expected = |text: &str| Ok(String::from(text));
    let list = |params| call("shop.list", params);
    assert_eq!(list(params!["f40", {"__starstar": true, "limit": 3}]), expected("f40 None Some(3) name None"));
    assert_eq!(list(params![{"__starstar": true, "order": "id", "tag": "f40"}]), expected("f40 None None id None"));
    assert_eq!(list(params!["f40", true, 9, {"order": "id"}]), expected("f40 Some(true) Some(9) id None"));
    assert_eq!(list(params!["f40", true, 9]), expected("f40 Some(true) Some(9) name None"));
    assert_eq!(list(params!["f40", {"__starstar": true}]), expected("f40 None None name None"));
    assert_eq!(call("shop.build", params!["a", {"priority": 1}]), expected("a 1 {}"));
    assert_eq!(call("shop.build", params!["a", 1, {"priority": 1}]), expected("a 1 {\"priority\": 1}"));
    let marked = params!["a", 1, {"__starstar": true, "options": {"x": 2}}];
    assert_eq!(call("shop.build", marked), expected("a 1 {\"x\": 2}"));
}

#[test]
fn keywords_that_no_parameter_takes_may_be_collected() {
    let run = |params| call("shop.run", params);
    assert_eq!(run(params!["log"]), Ok("log [] []".into()));
    assert_eq!(run(params!["log", 1, 2, {"level": "INFO", "html": 1}]), Ok("log [1, 2] [\"html\", \"level\"]".into()));
    assert_eq!(run(params![{"name": "log", "level": "INFO"}]), Ok("log [] [\"level\"]".into()));
}

#[test]
fn faults_name_the_keyword() {
    let twice = refused("shop.list", params!["f40", {"__starstar": true, "tag": "f41"}]);
    assert!(twice.starts_with("parameter 1 (tag) is given twice: by its position and by keyword"), "{twice}");
    let unknown = refused("shop.list", params!["f40", {"__starstar": true, "limt": 1}]);
    assert!(unknown.starts_with("unknown keyword limt: shop.list takes 1 to 5 parameters (tag, "), "{unknown}");
    let missing = refused("shop.list", params![{"__starstar": true, "limit": 1}]);
    assert!(missing.ends_with("tag is missing, by its position and by keyword"), "{missing}");
    let wrong = refused("shop.list", params!["f40", {"__starstar": true, "limit": "many"}]);
    assert!(wrong.starts_with("keyword limit: expected an int, found a string"), "{wrong}");
    let many = refused("shop.build", params!["a", 1, {}, 4, {"__starstar": true}]);
    assert!(many.contains("4 given by their positions"), "{many}");
}

#[test]
fn entries_of_a_multicall_take_keywords_too() {
    let calls = value!([
        { "methodName": "shop.list", "params": ["f40", { "__starstar": true, "limit": 3 }] },
        { "methodName": "shop.list", "params": ["f40", { "__starstar": true, "limt": 3 }] },
        { "methodName": "shop.find", "params": ["s2"] },
    ]);
    let results = run(dispatcher().call::<Vec<Value>>("system.multicall", (calls,))).expect("results");
    assert_eq!(results[0], value!(["f40 None Some(3) name None"]));
    assert_eq!(results[1]["faultCode"], Value::Int(INVALID_PARAMETERS));
    assert_eq!(results[2]["faultCode"], Value::Int(403));
}

#[test]
fn no_method_with_keywords_runs_before_the_document_is_read_to_its_end() {
    let call = "<methodCall><methodName>shop.list</methodName><params><param><value>f40</value></param><param><value>\
                <struct><member><name>limit</name><value><int>1</int></value></member></struct></value></param></params>";
    assert!(String::from_utf8_lossy(&run(dispatcher().handle(call))).contains("-32700"));
}
