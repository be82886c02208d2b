use std::fmt;
use std::hash::{Hash, Hasher};

use serde::de::{Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

use super::DATE_TIME_TOKEN;
use super::date_time_text::Style;

/// A date and a time of day, by default without a time zone: `<dateTime.iso8601>`.
///
/// The specification's form is `19980717T14:08:55`. Every client reads it, and [`DateTime::new`] makes it. A date that
/// was read keeps its form (hyphens, fraction, zone) and is written in the same one. Dates of different forms are equal if
/// their fields and zones are.
///
/// Serde has no type for dates. Inside `#[serde(untagged)]`, `#[serde(flatten)]` and internally tagged enums, which serde
/// buffers, a date is a string. As a parameter, a member, an element or in a [`Value`](super::Value) it stays a date.
///
/// ```
/// use xmlrpc_core::DateTime;
///
/// let date = DateTime::new(1998, 7, 17, 14, 8, 55)?;
/// assert_eq!(date.to_string(), "19980717T14:08:55");
/// assert_eq!("1998-07-17T14:08:55".parse::<DateTime>()?, date);
/// # Ok::<(), xmlrpc_core::value::InvalidDateTime>(())
/// ```
#[derive(Clone, Copy)]
pub struct DateTime {
    pub(super) year: u16,
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) nanosecond: u32,
    pub(super) zone: Option<Zone>,
    pub(super) style: Style,
}

/// The offset of a date from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone {
    pub(super) minutes_east: i16,
}

impl Zone {
    /// UTC.
    pub const UTC: Zone = Zone { minutes_east: 0 };

    /// Makes a zone from its offset in minutes: east of UTC, or west if negative.
    ///
    /// # Errors
    ///
    /// An offset of 24 hours or more.
    pub const fn new(minutes_east: i16) -> Result<Self, InvalidDateTime> {
        if minutes_east.unsigned_abs() < 24 * 60 {
            Ok(Zone { minutes_east })
        } else {
            Err(InvalidDateTime("a zone is less than a day from universal time"))
        }
    }

    /// The offset in minutes: east of UTC, or west if negative.
    pub fn minutes_east(self) -> i16 {
        self.minutes_east
    }
}

/// The reason why a text or numbers are not a valid date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidDateTime(pub(super) &'static str);

impl fmt::Display for InvalidDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a date: {}", self.0)
    }
}

impl std::error::Error for InvalidDateTime {}

impl InvalidDateTime {
    /// Makes an error for an [`AsDateTime`](super::AsDateTime) type. The text is "not a date: " and `why`.
    pub const fn new(why: &'static str) -> Self {
        InvalidDateTime(why)
    }
}

impl DateTime {
    /// Makes a date of the Gregorian calendar and a time of day, without a zone.
    ///
    /// # Errors
    ///
    /// A year after 9999, a day that the calendar does not have, or a time outside of 00:00:00 to 23:59:59.
    pub const fn new(year: u16, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> Result<Self, InvalidDateTime> {
        let date = DateTime { year, month, day, hour, minute, second, nanosecond: 0, zone: None, style: Style::NEW };
        date.checked()
    }

    /// The date of a [`datetime!`](crate::datetime), with an offset in minutes. An invalid one does not compile.
    #[doc(hidden)]
    #[expect(clippy::panic, reason = "it runs in the compiler alone")]
    pub const fn constant([year, month, day, hour, minute, second]: [u16; 6], minutes_east: Option<i16>) -> Self {
        if month > 12 || day > 31 || hour > 23 || minute > 59 || second > 59 {
            panic!("not a date: a field is out of range");
        }
        // In range, so that the casts keep the numbers.
        let date = match DateTime::new(year, month as u8, day as u8, hour as u8, minute as u8, second as u8) {
            Ok(date) => date,
            Err(_) => panic!("not a date: the calendar does not have it"),
        };
        match minutes_east {
            None => date,
            Some(minutes) => match Zone::new(minutes) {
                Ok(zone) => date.with_zone(zone),
                Err(_) => panic!("not a zone: it is less than a day from universal time"),
            },
        }
    }

    pub(super) const fn checked(self) -> Result<Self, InvalidDateTime> {
        if self.year > 9999 {
            return Err(InvalidDateTime("the year must be 0 to 9999"));
        }
        if self.month == 0 || self.month > 12 {
            return Err(InvalidDateTime("the month must be 1 to 12"));
        }
        if self.day == 0 || self.day > days_in(self.year, self.month) {
            return Err(InvalidDateTime("the month does not have that day"));
        }
        if self.hour > 23 || self.minute > 59 || self.second > 59 {
            return Err(InvalidDateTime("the time must be 00:00:00 to 23:59:59"));
        }
        Ok(self)
    }

    /// Sets the zone. The date is then written with its offset, or with `Z` for UTC, which not every client can read.
    #[must_use]
    pub const fn with_zone(mut self, zone: Zone) -> Self {
        self.zone = Some(zone);
        self
    }

    /// The year, 0 to 9999.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(&self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub fn day(&self) -> u8 {
        self.day
    }

    /// The hour, 0 to 23.
    pub fn hour(&self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    pub fn minute(&self) -> u8 {
        self.minute
    }

    /// The second, 0 to 59.
    pub fn second(&self) -> u8 {
        self.second
    }

    /// The fraction of the second, in nanoseconds. The specification has none, but some clients send it.
    pub fn nanosecond(&self) -> u32 {
        self.nanosecond
    }

    /// The zone, if the date has one.
    pub fn zone(&self) -> Option<Zone> {
        self.zone
    }

    fn meaning(&self) -> (u16, [u8; 5], u32, Option<Zone>) {
        let fields = [self.month, self.day, self.hour, self.minute, self.second];
        (self.year, fields, self.nanosecond, self.zone)
    }
}

const fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.meaning() == other.meaning()
    }
}

impl Eq for DateTime {}

impl Hash for DateTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.meaning().hash(state);
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DateTime({self})")
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(DATE_TIME_TOKEN, &format_args!("{self}"))
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DateVisitor;

        impl<'de> Visitor<'de> for DateVisitor {
            type Value = DateTime;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a dateTime.iso8601")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<DateTime, E> {
                text.parse().map_err(E::custom)
            }

            // Formats without dates, and serde's own buffers, call this.
            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<DateTime, D::Error> {
                deserializer.deserialize_str(self)
            }
        }

        deserializer.deserialize_newtype_struct(DATE_TIME_TOKEN, DateVisitor)
    }
}
