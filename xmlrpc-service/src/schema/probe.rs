//! Asking a type, through serde, how it looks on the wire.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, VariantAccess, Visitor};

use super::{TypeShape, WireType};
use xmlrpc_core::__private::value::{DATE_TIME_TOKEN, VALUE_TOKEN};

/// The shape that a type's `Deserialize` asks for.
///
/// Nothing is read: the first question the type asks ends the probe. A type that looks at the document before it
/// decides (untagged enums, hand-written visitors) has no one shape.
pub fn probe<T: Deserialize<'static>>() -> TypeShape {
    let mut probe = Probe { shape: TypeShape::UNKNOWN };
    // A user's `Deserialize` runs here with no document: whatever it does, introspection goes on.
    let _ = catch_unwind(AssertUnwindSafe(|| T::deserialize(&mut probe).is_ok()));
    probe.shape
}

struct Probe {
    shape: TypeShape,
}

impl Probe {
    fn learn<T>(&mut self, wire: WireType) -> Result<T, Learnt> {
        self.shape.wire = wire;
        Err(Learnt)
    }
}

macro_rules! learn {
    ($($method:ident => $wire:ident),* $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Learnt> {
            self.learn(WireType::$wire)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Probe {
    type Error = Learnt;

    learn! {
        deserialize_any => Undefined,
        deserialize_ignored_any => Any,
        deserialize_bool => Boolean,
        deserialize_i8 => Int,
        deserialize_i16 => Int,
        deserialize_i32 => Int,
        deserialize_i64 => I8,
        deserialize_i128 => I8,
        deserialize_u8 => Int,
        deserialize_u16 => Int,
        deserialize_u32 => I8,
        deserialize_u64 => I8,
        deserialize_u128 => I8,
        deserialize_f32 => Double,
        deserialize_f64 => Double,
        deserialize_char => String,
        deserialize_str => String,
        deserialize_string => String,
        deserialize_identifier => String,
        deserialize_bytes => Base64,
        deserialize_byte_buf => Base64,
        deserialize_unit => Nil,
        deserialize_seq => Array,
        deserialize_map => Struct,
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Learnt> {
        self.shape.optional = true;
        visitor.visit_some(self)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, _: V) -> Result<V::Value, Learnt> {
        self.learn(WireType::Nil)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Learnt> {
        match name {
            DATE_TIME_TOKEN => self.learn(WireType::DateTime),
            VALUE_TOKEN => self.learn(WireType::Any),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Learnt> {
        self.learn(WireType::Array)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &'static str, _: usize, _: V) -> Result<V::Value, Learnt> {
        self.learn(WireType::Array)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Learnt> {
        self.learn(WireType::Struct)
    }

    /// An enum of names only is a string; one whose every variant holds data is a struct of one member. What the
    /// variants hold shows when one is chosen, and a visitor can be asked once: the first variant speaks for all.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Learnt> {
        match variants.first() {
            Some(first) => visitor.visit_enum(FirstVariant { probe: self, name: first }),
            None => self.learn(WireType::Undefined),
        }
    }
}

struct FirstVariant<'p> {
    probe: &'p mut Probe,
    name: &'static str,
}

impl<'de> EnumAccess<'de> for FirstVariant<'_> {
    type Error = Learnt;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Learnt> {
        let name = de::value::StrDeserializer::<Learnt>::new(self.name);
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for FirstVariant<'_> {
    type Error = Learnt;

    fn unit_variant(self) -> Result<(), Learnt> {
        self.probe.learn(WireType::String)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Learnt> {
        self.probe.learn(WireType::Struct)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Learnt> {
        self.probe.learn(WireType::Struct)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Learnt> {
        self.probe.learn(WireType::Struct)
    }
}

/// How a probe ends: with an error, since it has no value to give.
#[derive(Debug)]
struct Learnt;

impl fmt::Display for Learnt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the probe has learnt what it wanted")
    }
}

impl std::error::Error for Learnt {}

impl de::Error for Learnt {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Learnt
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::{BTreeMap, HashMap};
    use std::path::PathBuf;

    use serde::Deserialize;

    use super::*;
    use xmlrpc_core::value::{Base64, DateTime, Value};

    fn wire<T: Deserialize<'static>>() -> WireType {
        probe::<T>().wire
    }

    #[test]
    fn the_outermost_type_is_told() {
        assert_eq!(wire::<i32>(), WireType::Int);
        assert_eq!(wire::<u64>(), WireType::I8);
        assert_eq!(wire::<bool>(), WireType::Boolean);
        assert_eq!(wire::<f32>(), WireType::Double);
        assert_eq!(wire::<PathBuf>(), WireType::String);
        assert_eq!(wire::<Cow<'static, str>>(), WireType::String);
        assert_eq!(wire::<DateTime>(), WireType::DateTime);
        assert_eq!(wire::<Base64>(), WireType::Base64);
        assert_eq!(wire::<Vec<u8>>(), WireType::Array);
        assert_eq!(wire::<(i32, String)>(), WireType::Array);
        assert_eq!(wire::<HashMap<String, i32>>(), WireType::Struct);
        assert_eq!(wire::<BTreeMap<String, i32>>(), WireType::Struct);
        assert_eq!(wire::<()>(), WireType::Nil);
        assert_eq!(wire::<Value>(), WireType::Any);
        assert_eq!(wire::<Box<Option<i32>>>(), WireType::Int);
    }

    #[test]
    fn only_an_option_may_be_missing() {
        #[derive(Deserialize)]
        struct Wrapped(#[expect(dead_code)] Option<String>);

        assert!(probe::<Option<i32>>().optional);
        assert!(probe::<Wrapped>().optional);
        assert!(!probe::<Vec<Option<i32>>>().optional);
    }

    #[test]
    fn enums_are_told_by_what_their_variants_hold() {
        #[derive(Deserialize)]
        enum Colour {
            Red,
        }
        #[derive(Deserialize)]
        enum Shape {
            #[expect(dead_code)]
            Circle(f64),
        }
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            #[expect(dead_code)]
            Number(i32),
        }
        assert_eq!(wire::<Colour>(), WireType::String);
        assert_eq!(wire::<Shape>(), WireType::Struct);
        assert_eq!(wire::<Either>(), WireType::Undefined);
    }

    #[test]
    fn a_type_that_panics_is_unknown() {
        struct Rude;
        impl<'de> Deserialize<'de> for Rude {
            fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
                std::panic::resume_unwind(Box::new(0))
            }
        }
        assert_eq!(probe::<Rude>(), TypeShape::UNKNOWN);
    }
}
