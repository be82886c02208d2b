//! The description of what is published: in Rust, and over `system.describe` and `system.methodSchema`.

use serde::{Deserialize, Serialize};
use xmlrpc_service::describe::Description;
use xmlrpc_service::fault::METHOD_NOT_FOUND;
use xmlrpc_service::schema::{Type, WireType};
use xmlrpc_service::service::CallContext;
use xmlrpc_service::service::Presence;
use xmlrpc_service::{DateTime, Dispatcher, Fallback, Fault, Function, IntoFault, RpcType, Value, rpc_service};

use super::run;

/// A customer.
#[derive(Debug, Clone, Serialize, Deserialize, RpcType)]
struct Customer {
    /// The full name.
    name: String,
    birthday: Option<DateTime>,
    /// The customer that recommended us.
    recommended_by: Option<Box<Customer>>,
}

#[derive(Debug, thiserror::Error, IntoFault)]
enum OrderError {
    /// There is no order of this number.
    #[error("no order {0}")]
    #[fault(code = 404)]
    Missing(i32),
}

struct Orders;

/// Orders of customers.
#[rpc_service(prefix = "orders", rename_all = "camelCase")]
impl Orders {
    /// Place an order.
    ///
    /// - one
    /// - two
    #[expose(inline, name = "place", returns = "The number of the order.", alias = "add", alias = "create")]
    fn place(
        &self,
        /** Who orders. */
        customer: Customer,
        #[param(default = 1 + 1)] count: i32,
        #[param(rest)] articles: Vec<String>,
    ) -> Result<i32, OrderError> {
        Err(OrderError::Missing(count + articles.len() as i32 + customer.name.len() as i32))
    }

    /// Find an order.
    #[expose(inline, name = "find")]
    fn find(&self, number: i32) -> Option<Customer> {
        let _ = number;
        None
    }

    /// Find orders of a time.
    #[expose(inline, name = "find")]
    fn find_between(&self, first: DateTime, last: DateTime) -> Vec<i32> {
        let _ = (first, last);
        Vec::new()
    }

    /// Cancel an order.
    #[deprecated = "call `orders.remove`"]
    #[expose(inline)]
    fn cancel(&self, number: i32) {
        let _ = number;
    }

    #[expose(inline, hidden)]
    fn secret(&self) {}
}

struct Others;

impl Fallback for Others {
    fn call(&self, _: &str, _: Vec<Value>, _: &CallContext) -> Result<Value, Fault> {
        Ok(Value::Nil)
    }

    fn methods(&self) -> Vec<String> {
        vec!["others.ping".into()]
    }
}

fn dispatcher() -> Dispatcher {
    Dispatcher::new().mount(Orders).function("now", Function::new(|| 5).help("Tell the time.")).fallback(Others)
}

#[test]
fn a_description_has_each_listed_method_and_its_texts_apart() {
    let dispatcher = dispatcher();
    let description = dispatcher.describe();
    let mut described: Vec<&str> = description.methods.iter().map(|method| method.name.as_str()).collect();
    described.extend(description.methods.iter().flat_map(|method| method.aliases.iter().map(String::as_str)));
    described.sort_unstable();
    assert_eq!(described, dispatcher.method_names());

    let place = description.method("orders.create").expect("an alias of place");
    assert_eq!(
        (place.name.as_str(), place.aliases.as_slice()),
        ("orders.place", &["orders.add".into(), "orders.create".into()][..])
    );
    assert_eq!(place.help, "Place an order.\n\n- one\n- two");
    let form = &place.forms[0];
    assert_eq!((form.result_help.as_str(), &form.result), ("The number of the order.", &Type::Wire(WireType::Int)));
    let shown: Vec<_> = form
        .parameters
        .iter()
        .map(|parameter| {
            (parameter.name.as_str(), parameter.help.as_str(), parameter.presence, parameter.default.as_deref())
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("customer", "Who orders.", Presence::Required, None),
            ("count", "", Presence::Optional, Some("1 + 1")),
            ("articles", "", Presence::Rest, None),
        ]
    );
    assert_eq!(place.faults.iter().map(|fault| (fault.code(), fault.name())).collect::<Vec<_>>(), [(404, "Missing")]);

    let cancel = description.method("orders.cancel").expect("cancel");
    assert_eq!(
        (cancel.help.as_str(), cancel.deprecated.as_deref()),
        ("Cancel an order.", Some("call `orders.remove`"))
    );
    let group = description.groups.iter().find(|group| group.prefix == "orders").expect("a group");
    assert_eq!(group.help, "Orders of customers.");
}

#[test]
fn overloads_are_forms_of_one_method() {
    let description = dispatcher().describe();
    let find = description.method("orders.find").expect("find");
    let counts: Vec<_> = find.forms.iter().map(|form| (form.help.as_str(), form.parameters.len())).collect();
    assert_eq!(counts, [("Find an order.", 1), ("Find orders of a time.", 2)]);
}

#[test]
fn a_type_is_defined_once_however_often_it_is_mentioned() {
    let description = dispatcher().describe();
    let names: Vec<_> = description.types.iter().map(|definition| definition.name()).collect();
    assert_eq!(names, ["Customer"]);
    let Type::Struct(customer) = description.types[0].ty() else { panic!("a struct") };
    assert_eq!(customer.members()[0].description(), "The full name.");
    assert_eq!(customer.members()[2].ty(), &Type::Named("Customer".into()));
    assert!(customer.members()[2].is_optional());
}

#[test]
fn what_a_caller_may_not_call_is_left_out_with_all_that_only_it_mentions() {
    let left = dispatcher().describe().filtered(|name| name == "orders.cancel" || name == "orders.create");
    let names: Vec<_> = left.methods.iter().map(|method| method.name.as_str()).collect();
    assert_eq!(names, ["orders.cancel", "orders.create"]);
    assert_eq!(left.types.len(), 1);
    assert_eq!(left.groups.len(), 1);
    let left = left.filtered(|name| name == "orders.cancel");
    assert!(left.types.is_empty());
    assert!(left.filtered(|_| false).groups.is_empty());
}

#[test]
fn the_catalogue_gives_the_same_description_without_a_dispatcher() {
    let described = Dispatcher::new().introspection(false).mount(Orders).describe();
    let catalogued = Description::of_catalogue(|service| service.prefix() == "orders");
    assert_eq!(format!("{catalogued:?}"), format!("{described:?}"));
}

#[test]
fn clients_get_the_description_as_structs() {
    let all: Value = run(dispatcher().call("system.describe", ())).expect("a description");
    let methods = all["methods"].as_array().expect("methods");
    let cancel = methods.iter().find(|method| method["name"].as_str() == Some("orders.cancel")).expect("cancel");
    assert_eq!(cancel["deprecated"].as_str(), Some("call `orders.remove`"));
    assert_eq!(all["types"]["Customer"]["members"][0]["type"].as_str(), Some("string"));

    let place: Value = run(dispatcher().call("system.methodSchema", ("orders.add",))).expect("a schema");
    assert_eq!(place["name"].as_str(), Some("orders.place"));
    assert_eq!(place["aliases"].as_array().map(|aliases| aliases.len()), Some(2));
    let parameters = &place["forms"][0]["parameters"];
    assert_eq!(parameters[0]["type"].as_str(), Some("named"));
    assert_eq!(parameters[0]["reference"].as_str(), Some("Customer"));
    assert_eq!(
        (parameters[1]["default"].as_str(), parameters[1]["presence"].as_str()),
        (Some("1 + 1"), Some("optional"))
    );
    assert_eq!(place["faults"][0]["code"].as_i64(), Some(404));
    assert_eq!(place["types"]["Customer"]["help"].as_str(), Some("A customer."));

    for name in ["orders.secret", "nothing"] {
        let fault = run(dispatcher().call::<Value>("system.methodSchema", (name,))).expect_err("not described");
        assert_eq!(fault.code(), METHOD_NOT_FOUND);
    }
}
