use std::fmt;
use std::hash::{Hash, Hasher};

use serde::de::{Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

use super::DATE_TIME_TOKEN;
use super::date_time_text::Style;

/// A date and time as XML-RPC carries it: a calendar and a clock, by default of no known time zone.
///
/// A date and a string are different types to XML-RPC, but not to serde: inside `#[serde(untagged)]`, `#[serde(flatten)]`
/// and internally tagged enums, which serde buffers, a date is the string that it is written as. As a parameter, a
/// member, an element or in a [`Value`](super::Value) it stays a date.
///
/// The specification's form is `19980717T14:08:55`, which every client can read and which [`DateTime::new`] writes. A
/// date that was read keeps the form it came in (hyphens, fraction, zone), so that it goes back as it came. Two dates
/// are equal if they say the same, whatever their form.
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

/// How far a date's clock is from universal time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone {
    pub(super) minutes_east: i16,
}

impl Zone {
    /// Universal time.
    pub const UTC: Zone = Zone { minutes_east: 0 };

    /// A zone so many minutes east of universal time; west of it if negative.
    ///
    /// # Errors
    ///
    /// A day or more, which no zone is away.
    pub fn new(minutes_east: i16) -> Result<Self, InvalidDateTime> {
        if minutes_east.unsigned_abs() < 24 * 60 {
            Ok(Zone { minutes_east })
        } else {
            Err(InvalidDateTime("a zone is less than a day from universal time"))
        }
    }

    /// Minutes east of universal time; negative west of it.
    pub fn minutes_east(self) -> i16 {
        self.minutes_east
    }
}

/// Why a text or some numbers are no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidDateTime(pub(super) &'static str);

impl fmt::Display for InvalidDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a date: {}", self.0)
    }
}

impl std::error::Error for InvalidDateTime {}

impl InvalidDateTime {
    /// For a type of dates that has reasons of its own: `why` completes "not a date: …".
    pub const fn new(why: &'static str) -> Self {
        InvalidDateTime(why)
    }
}

impl DateTime {
    /// A date of the Gregorian calendar and a time of day, in no zone.
    ///
    /// # Errors
    ///
    /// A day that the calendar does not have, or a time that no clock shows.
    pub fn new(year: u16, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> Result<Self, InvalidDateTime> {
        let date =
            DateTime { year, month, day, hour, minute, second, nanosecond: 0, zone: None, style: Style::default() };
        date.checked()
    }

    pub(super) fn checked(self) -> Result<Self, InvalidDateTime> {
        if self.year > 9999 {
            return Err(InvalidDateTime("the year must be 0 to 9999"));
        }
        if !(1..=12).contains(&self.month) {
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

    /// The same, in a zone; it is then written with its offset, or with `Z` for universal time. Not every client can
    /// read that.
    #[must_use]
    pub fn with_zone(mut self, zone: Zone) -> Self {
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

    /// The fraction of the second, in nanoseconds; XML-RPC itself has none, but some clients send it.
    pub fn nanosecond(&self) -> u32 {
        self.nanosecond
    }

    /// The zone, if the date names one.
    pub fn zone(&self) -> Option<Zone> {
        self.zone
    }

    fn meaning(&self) -> (u16, [u8; 5], u32, Option<Zone>) {
        let fields = [self.month, self.day, self.hour, self.minute, self.second];
        (self.year, fields, self.nanosecond, self.zone)
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u8::from(leap),
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

            // Formats that know no dates, and serde's own buffers, hand the content over.
            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<DateTime, D::Error> {
                deserializer.deserialize_str(self)
            }
        }

        deserializer.deserialize_newtype_struct(DATE_TIME_TOKEN, DateVisitor)
    }
}
