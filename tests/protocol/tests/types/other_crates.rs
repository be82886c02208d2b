//! The types of other crates, behind their features.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use xmlrpc_service::schema::{Schema, Type, WireType};
use xmlrpc_service::{Base64, DateTime, Dispatcher, Value, WireDate, datetime, rpc_service, value};

use super::{answer, assert_echo, form};

#[derive(Serialize, Deserialize)]
struct Member<T: xmlrpc_service::as_datetime::DateTimeField> {
    #[serde(with = "xmlrpc_service::as_datetime")]
    at: T,
}

struct Echo;

macro_rules! echo {
    ($($name:ident: $type:ty),* $(,)?) => {
        #[rpc_service]
        impl Echo {
            $(#[expose(inline)]
            fn $name(&self, value: $type) -> Result<$type, String> {
                Ok(value)
            })*
        }
    };
}

echo! {
    chrono_utc: chrono::DateTime<chrono::Utc>,
    chrono_offset: chrono::DateTime<chrono::FixedOffset>,
    chrono_naive: chrono::NaiveDateTime,
    jiff_timestamp: jiff::Timestamp,
    jiff_zoned: jiff::Zoned,
    jiff_civil: jiff::civil::DateTime,
    time_offset: time::OffsetDateTime,
    time_primitive: time::PrimitiveDateTime,
    member_utc: Member<chrono::DateTime<chrono::Utc>>,
    member_list: Member<Vec<jiff::Timestamp>>,
    member_map: Member<BTreeMap<String, time::OffsetDateTime>>,
    member_pair: Member<(chrono::NaiveDateTime, Option<jiff::Timestamp>)>,
    member_array: Member<[chrono::NaiveDate; 2]>,
    chrono_local: chrono::DateTime<chrono::Local>,
    chrono_date: chrono::NaiveDate,
    jiff_date: jiff::civil::Date,
    time_date: time::Date,
    map: HashMap<String, chrono::DateTime<chrono::Utc>>,
    range: (jiff::Timestamp, jiff::Timestamp),
    mixed: (i32, WireDate<chrono::DateTime<chrono::Utc>>),
    wrapped: BTreeMap<String, (String, WireDate<Option<time::PrimitiveDateTime>>)>,
    uuid: uuid::Uuid,
    uuids: Vec<uuid::Uuid>,
    bytes: bytes::Bytes,
}

const DATES: [&str; 8] = [
    "chrono_utc",
    "chrono_offset",
    "chrono_naive",
    "jiff_timestamp",
    "jiff_zoned",
    "jiff_civil",
    "time_offset",
    "time_primitive",
];

fn echo() -> Dispatcher {
    Dispatcher::new().mount(Echo)
}

fn date(text: &str) -> DateTime {
    text.parse().expect("a date")
}

#[test]
fn dates_come_back() {
    for name in DATES {
        assert_eq!(form(&echo(), name), ["dateTime.iso8601", "dateTime.iso8601"], "{name}");
        for text in ["20260131T12:34:56", "19690720T20:17:40", "00010101T00:00:00", "99991230T00:00:00"] {
            assert_echo(&echo(), name, date(text));
        }
    }
}

#[tokio::test]
async fn a_zone_is_kept_by_types_that_have_one() {
    let zoned = date("20260131T14:34:56+02:00");
    for name in ["chrono_offset", "jiff_zoned", "time_offset"] {
        assert_eq!(answer(&echo(), name, zoned).await, Ok(zoned.into()), "{name}");
    }
    for name in ["chrono_utc", "chrono_naive", "jiff_timestamp", "jiff_civil", "time_primitive"] {
        assert_eq!(answer(&echo(), name, zoned).await, Ok(date("20260131T12:34:56").into()), "{name}");
    }
}

#[tokio::test]
async fn a_fraction_is_read_towards_the_past() {
    for name in DATES {
        let before_1970 = answer(&echo(), name, date("19690720T20:17:40.999999999")).await;
        assert_eq!(before_1970, Ok(date("19690720T20:17:40").into()), "{name}");
    }
}

#[test]
fn members_are_dates_where_they_say_so() {
    let time = date("20260131T12:34:56");
    assert_echo(&echo(), "member_utc", value!({ "at": time }));
    assert_echo(&echo(), "member_list", value!({ "at": [time, time] }));
}

#[test]
fn dates_stand_in_maps_tuples_and_arrays() {
    let time = date("20260131T12:34:56");
    let day = date("20260131T00:00:00");
    assert_echo(&echo(), "member_map", value!({ "at": { "a": time } }));
    assert_echo(&echo(), "member_pair", value!({ "at": [time, null] }));
    assert_echo(&echo(), "member_array", value!({ "at": [day, day] }));
    assert_echo(&echo(), "map", value!({ "a": time, "b": time }));
    assert_echo(&echo(), "range", value!([time, time]));
    assert_echo(&echo(), "mixed", value!([1, time]));
    assert_echo(&echo(), "wrapped", value!({ "a": ["x", time], "b": ["y", null] }));
    let date_type = Type::Wire(WireType::DateTime);
    type Times = HashMap<String, chrono::DateTime<chrono::Utc>>;
    assert_eq!(Schema::of::<Times>().root(), &Type::Map(Box::new(date_type.clone())));
    let pair = Schema::of::<(chrono::NaiveDate, jiff::Zoned)>();
    assert_eq!(pair.root(), &Type::Tuple(vec![date_type.clone(), date_type.clone()]));
    let mixed = Schema::of::<(i32, jiff::Zoned, WireDate<jiff::Zoned>)>();
    let [int, text] = [WireType::Int, WireType::String].map(Type::Wire);
    assert_eq!(mixed.root(), &Type::Tuple(vec![int, text, date_type]));
}

#[tokio::test]
async fn days_have_no_time_of_day() {
    for name in ["chrono_date", "jiff_date", "time_date"] {
        assert_eq!(form(&echo(), name), ["dateTime.iso8601", "dateTime.iso8601"], "{name}");
        let day = date("20260131T00:00:00");
        assert_eq!(answer(&echo(), name, day).await, Ok(day.into()), "{name}");
        let refused = answer(&echo(), name, date("20260131T12:34:56")).await.expect_err("it has a time");
        assert!(refused.contains("it has a time of day, and its Rust type has none"), "{refused}");
    }
}

#[tokio::test]
async fn local_dates_are_the_same_instant() {
    let sent = date("20260131T14:34:56+02:00");
    let answer = answer(&echo(), "chrono_local", sent).await.expect("a date");
    assert_eq!(answer.as_date_time().map(|date| date.timestamp()), Some(sent.timestamp()));
}

#[test]
fn dates_convert_into_each_other() {
    let own = datetime!(2026-01-31 12:34:56);
    macro_rules! assert_converts {
        ($($type:ty: $date:expr),* $(,)?) => {$(
            let other = <$type>::try_from($date).expect("a date");
            assert_eq!(DateTime::try_from(other), Ok($date), stringify!($type));
        )*};
    }
    assert_converts! {
        std::time::SystemTime: own,
        chrono::DateTime<chrono::Utc>: own,
        chrono::DateTime<chrono::FixedOffset>: datetime!(2026-01-31 12:34:56 +02:00),
        chrono::NaiveDateTime: own,
        chrono::NaiveDate: datetime!(2026-01-31),
        jiff::Timestamp: own,
        jiff::Zoned: datetime!(2026-01-31 12:34:56 -03:30),
        jiff::civil::DateTime: own,
        jiff::civil::Date: datetime!(2026-01-31),
        time::OffsetDateTime: datetime!(2026-01-31 12:34:56 +02:00),
        time::PrimitiveDateTime: own,
        time::Date: datetime!(2026-01-31),
    }
    assert!(chrono::NaiveDate::try_from(own).is_err());
}

#[tokio::test]
async fn identifiers_are_texts_and_bytes_are_base64() {
    let text = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    assert_eq!(answer(&echo(), "uuid", text).await, Ok(text.into()));
    assert_eq!(answer(&echo(), "uuids", value!([text])).await, Ok(value!([text])));
    assert!(answer(&echo(), "uuid", "67e5").await.is_err());
    let bytes = Value::from(Base64::from(vec![0, 255]));
    assert_eq!(answer(&echo(), "bytes", bytes.clone()).await, Ok(bytes));
    assert_eq!(form(&echo(), "uuid"), ["string", "string"]);
    assert_eq!(form(&echo(), "bytes"), ["base64", "base64"]);
}
