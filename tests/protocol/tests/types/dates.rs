//! Dates as the standard library has them.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use xmlrpc_service::schema::{Definitions, Schema, Type, WireType};
use xmlrpc_service::{DateTime, Dispatcher, RpcType, Value, rpc_service, value};

use super::{answer, assert_echo, form};

type When = SystemTime;
type Outcome<T> = Result<T, String>;

#[derive(Serialize, Deserialize, RpcType)]
struct Entry {
    #[serde(with = "xmlrpc_service::as_datetime")]
    changed: SystemTime,
    #[serde(default, with = "xmlrpc_service::as_datetime")]
    read: Option<SystemTime>,
    #[serde(default, with = "xmlrpc_service::as_datetime")]
    history: Vec<SystemTime>,
}

const DATE: Type = Type::Wire(WireType::DateTime);

struct Clock;

#[rpc_service]
impl Clock {
    #[expose(inline)]
    fn echo(&self, time: SystemTime) -> SystemTime {
        time
    }

    #[expose(inline)]
    fn borrowed(&self, time: &SystemTime) -> Result<SystemTime, String> {
        Ok(*time)
    }

    #[expose]
    async fn aliased(&self, time: When) -> Outcome<When> {
        Ok(time)
    }

    #[expose(inline)]
    fn several(&self, times: Vec<SystemTime>, more: &[SystemTime]) -> Vec<SystemTime> {
        times.into_iter().chain(more.iter().copied()).collect()
    }

    #[expose(inline)]
    fn later(&self, time: Option<SystemTime>) -> Option<SystemTime> {
        time.map(|time| time + Duration::from_secs(1))
    }

    #[expose(inline)]
    fn far(&self) -> Result<SystemTime, std::io::Error> {
        Ok(SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 40))
    }

    #[expose(inline)]
    fn entry(&self, entry: Entry) -> Entry {
        entry
    }
}

fn clock() -> Dispatcher {
    Dispatcher::new().mount(Clock)
}

fn date(text: &str) -> DateTime {
    text.parse().expect("a date")
}

#[test]
fn system_times_are_dates() {
    for name in ["echo", "borrowed", "aliased"] {
        assert_echo(&clock(), name, date("20260131T12:34:56"));
        assert_echo(&clock(), name, date("19690720T20:17:40"));
        assert_eq!(form(&clock(), name), ["dateTime.iso8601", "dateTime.iso8601"]);
    }
}

#[tokio::test]
async fn a_zone_is_taken_into_account_and_a_fraction_is_not_written() {
    let utc = Ok(Value::from(date("20260131T12:34:56")));
    assert_eq!(answer(&clock(), "echo", date("2026-01-31T14:34:56.75+02:00")).await, utc);
    assert_eq!(answer(&clock(), "echo", date("20260131T12:34:56Z")).await, utc);
}

#[tokio::test]
async fn options_and_lists_of_dates_are_dates() {
    let [first, second] = [date("20260131T12:34:56"), date("20260131T12:34:57")];
    let both: Value = clock().call("several", (value!([first]), value!([second]))).await.expect("both");
    assert_eq!(both, value!([first, second]));
    assert_eq!(clock().call("later", (first,)).await, Ok(Value::from(second)));
    assert_eq!(clock().call("later", ()).await, Ok(Value::Nil));
    assert_eq!(form(&clock(), "later"), ["dateTime.iso8601", "dateTime.iso8601"]);
}

#[tokio::test]
async fn what_is_no_date_is_refused() {
    let refusal = answer(&clock(), "echo", "yesterday").await.expect_err("no date");
    assert_eq!(refusal.split(" (line").next(), Some("parameter 1 (time): expected a dateTime.iso8601, found a string"));
    let fault = clock().call::<Value>("far", ()).await.expect_err("too far");
    assert!(fault.message().contains("the year must be 0 to 9999"), "{fault}");
}

#[tokio::test]
async fn members_are_dates_where_they_say_so() {
    let time = date("20260131T12:34:56");
    let whole = value!({ "changed": time, "read": time, "history": [time] });
    assert_eq!(answer(&clock(), "entry", whole.clone()).await, Ok(whole));
    let short = answer(&clock(), "entry", value!({ "changed": time })).await;
    assert_eq!(short, Ok(value!({ "changed": time, "read": null, "history": [] })));
}

#[test]
fn a_schema_tells_the_form_that_serde_gives_to_dates_inside_of_others() {
    assert_eq!(Vec::<SystemTime>::describe(&mut Definitions::default()), Type::Array(Box::new(DATE)));
    let inside = <(i32, SystemTime)>::describe(&mut Definitions::default());
    assert_eq!(inside, Type::Tuple(vec![Type::Wire(WireType::Int), Type::Wire(WireType::Struct)]));
    assert_eq!(Schema::of::<Box<SystemTime>>().wire_type(), WireType::Struct);
}

#[test]
fn the_schema_says_so_too() {
    let schema = Schema::of::<Entry>();
    let Type::Struct(entry) = schema.resolve(schema.root()) else { panic!("{schema:?}") };
    let types: Vec<_> = entry.members().iter().map(|member| member.ty().clone()).collect();
    assert_eq!(types, [DATE, DATE, Type::Array(Box::new(DATE))]);
    assert!(schema.is_complete());
}
