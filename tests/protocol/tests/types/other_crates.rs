//! The types of other crates, behind their features.

use serde::{Deserialize, Serialize};
use xmlrpc_service::{Base64, DateTime, Dispatcher, Value, rpc_service, value};

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
