//! The descriptions of the types of other crates.

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
use crate::schema::dates;
#[cfg(any(feature = "uuid", feature = "bytes"))]
use crate::schema::scalars;
use crate::schema::{Definitions, RpcType, Type, WireType};

#[cfg(feature = "chrono")]
dates! {
    String: chrono::DateTime<chrono::Utc>, chrono::DateTime<chrono::FixedOffset>, chrono::NaiveDateTime, chrono::NaiveDate;
}

#[cfg(feature = "chrono-clock")]
dates! {
    String: chrono::DateTime<chrono::Local>;
}

#[cfg(feature = "jiff")]
dates! {
    String: jiff::Timestamp, jiff::Zoned, jiff::civil::DateTime, jiff::civil::Date;
}

#[cfg(feature = "time")]
dates! {
    Undefined: time::OffsetDateTime, time::PrimitiveDateTime, time::Date;
}

#[cfg(feature = "uuid")]
scalars! {
    String: uuid::Uuid;
}

#[cfg(feature = "bytes")]
scalars! {
    Base64: bytes::Bytes, bytes::BytesMut;
}
