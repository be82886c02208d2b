use std::fmt;
use std::ops::{Deref, DerefMut};

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::as_datetime::DateTimeField;

/// A date of another crate, or a [`SystemTime`](std::time::SystemTime), that is sent as a date wherever it stands: in a
/// tuple, in a map of other types, in a type of another crate.
///
/// Parameters, results and members with [`as_datetime`](crate::as_datetime) need it only where a date stands beside values
/// of other types.
///
/// ```
/// use std::time::SystemTime;
/// use xmlrpc_core::{DateTime, Value, WireDate, value};
///
/// let date = DateTime::new(1998, 7, 17, 14, 8, 55)?;
/// let (name, WireDate(at)) = value!(["backup", date]).to::<(String, WireDate<SystemTime>)>()?;
/// assert_eq!(Value::of(&(name, WireDate(at)))?, value!(["backup", date]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WireDate<T>(
    /// The date.
    pub T,
);

impl<T> WireDate<T> {
    /// The date.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for WireDate<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for WireDate<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> From<T> for WireDate<T> {
    fn from(date: T) -> Self {
        WireDate(date)
    }
}

impl<T: fmt::Display> fmt::Display for WireDate<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: DateTimeField> Serialize for WireDate<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

impl<'de, T: DateTimeField> Deserialize<'de> for WireDate<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(WireDate)
    }
}
