use std::fmt;
use std::ops::{Deref, DerefMut};

use serde::de::{Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::value::LENIENT_TOKEN;

/// A value that may come as another type, if the conversion loses nothing: `"12"` for 12, 12 for `"12"`, 1 for true.
///
/// It is a parameter, or a member of a struct. Signatures and schemas show `T`, which is also what is sent. The conversions
/// are those of [`Reading::lenient_types`](crate::Reading::lenient_types), which converts all values instead. In serde's
/// buffers (`flatten`, `untagged`, internally tagged enums) there are no conversions.
///
/// ```
/// use xmlrpc_core::{Lenient, value};
///
/// let Lenient(port) = value!("8080").to::<Lenient<u16>>()?;
/// assert_eq!(port, 8080);
/// assert!(value!("http").to::<Lenient<u16>>().is_err());
///
/// let Lenient(parent) = value!(false).to::<Lenient<Option<i32>>>()?;
/// assert_eq!(parent, None);
/// # Ok::<(), xmlrpc_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lenient<T>(
    /// The value.
    pub T,
);

impl<T> Lenient<T> {
    /// The value.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Lenient<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Lenient<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> From<T> for Lenient<T> {
    fn from(value: T) -> Self {
        Lenient(value)
    }
}

impl<T: fmt::Display> fmt::Display for Lenient<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: Serialize> Serialize for Lenient<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Inner<T>(std::marker::PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Inner<T> {
            type Value = Lenient<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Lenient<T>, D::Error> {
                T::deserialize(deserializer).map(Lenient)
            }
        }

        deserializer.deserialize_newtype_struct(LENIENT_TOKEN, Inner(std::marker::PhantomData))
    }
}
