//! Members that are sent as dates: `#[serde(with = "xmlrpc_server::as_datetime")]`.
//!
//! It works for every type that is [`AsDateTime`], and for `Option`s, `Vec`s, arrays, tuples and maps of these types. Beside
//! values of other types, [`WireDate`](crate::WireDate) does the same. An `Option` that a caller
//! may leave out needs serde's default, too: `#[serde(default, with = "…")]`.
//!
//! ```
//! use std::time::SystemTime;
//! use serde::{Deserialize, Serialize};
//! # use xmlrpc_core as xmlrpc_server;
//!
//! #[derive(Serialize, Deserialize)]
//! struct Entry {
//!     name: String,
//!     #[serde(with = "xmlrpc_server::as_datetime")]
//!     changed: SystemTime,
//!     #[serde(default, with = "xmlrpc_server::as_datetime")]
//!     read: Option<SystemTime>,
//! }
//! ```

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error as _};
use serde::ser::{Error as _, Serialize, Serializer};

use super::Lenient;
use crate::value::{AsDateTime, DateTime};

/// Writes a date.
///
/// # Errors
///
/// Errors of the serializer, and a year before 0 or after 9999.
pub fn serialize<T: DateTimeField, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write(serializer)
}

/// Reads a date.
///
/// # Errors
///
/// Errors of the deserializer, and a date that the type cannot hold.
pub fn deserialize<'de, T: DateTimeField, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

/// A type for [`as_datetime`](self): an [`AsDateTime`], or an `Option`, a `Vec`, an array, a tuple or a map of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not travel as a date",
    label = "not a type of dates",
    note = "`std::time::SystemTime` does, and behind the features `chrono`, `jiff` and `time` the types of those crates; `Option`s, `Vec`s, tuples and maps of them do, too"
)]
pub trait DateTimeField: Sized {
    /// Writes the value.
    ///
    /// # Errors
    ///
    /// As [`serialize`].
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads the value.
    ///
    /// # Errors
    ///
    /// As [`deserialize`].
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

#[diagnostic::do_not_recommend]
impl<T: AsDateTime> DateTimeField for T {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_date_time().map_err(S::Error::custom)?.serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::from_date_time(DateTime::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl<T: DateTimeField> DateTimeField for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(Written).serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<Read<T>>::deserialize(deserializer)?.map(|Read(value)| value))
    }
}

impl<T: DateTimeField> DateTimeField for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Written))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Read<T>>::deserialize(deserializer)?.into_iter().map(|Read(value)| value).collect())
    }
}

impl<T: DateTimeField, const N: usize> DateTimeField for [T; N] {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Written))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let dates = Vec::read(deserializer)?;
        <[T; N]>::try_from(dates)
            .map_err(|dates| D::Error::custom(format_args!("expected {N} dates, found {}", dates.len())))
    }
}

impl<K: Ord + Serialize + DeserializeOwned, T: DateTimeField> DateTimeField for BTreeMap<K, T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(name, date)| (name, Written(date))))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = BTreeMap::<K, Read<T>>::deserialize(deserializer)?;
        Ok(read.into_iter().map(|(name, Read(date))| (name, date)).collect())
    }
}

impl<K: Eq + Hash + Serialize + DeserializeOwned, T: DateTimeField, H: BuildHasher + Default> DateTimeField
    for HashMap<K, T, H>
{
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(name, date)| (name, Written(date))))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = HashMap::<K, Read<T>, H>::deserialize(deserializer)?;
        Ok(read.into_iter().map(|(name, Read(date))| (name, date)).collect())
    }
}

/// Tuples of dates alone.
macro_rules! tuples {
    ($(($($name:ident $index:tt)*))*) => {$(
        impl<$($name: DateTimeField),*> DateTimeField for ($($name,)*) {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                ($(Written(&self.$index),)*).serialize(serializer)
            }

            fn read<'de, De: Deserializer<'de>>(deserializer: De) -> Result<Self, De::Error> {
                let read = <($(Read<$name>,)*)>::deserialize(deserializer)?;
                Ok(($(read.$index.0,)*))
            }
        }
    )*};
}

tuples! {
    (A 0)
    (A 0 B 1)
    (A 0 B 1 C 2)
    (A 0 B 1 C 2 D 3)
}

impl<T: DateTimeField> DateTimeField for Lenient<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Lenient::<Read<T>>::deserialize(deserializer).map(|Lenient(Read(value))| Lenient(value))
    }
}

/// A value that is read as a date.
#[doc(hidden)]
#[derive(Debug)]
pub struct Read<T>(pub T);

impl<'de, T: DateTimeField> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Read)
    }
}

/// A value that is written as a date.
#[doc(hidden)]
#[derive(Debug)]
pub struct Written<'v, T>(pub &'v T);

impl<T: DateTimeField> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}
