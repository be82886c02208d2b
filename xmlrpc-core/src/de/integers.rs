//! Integers of every width, range-checked.

/// The `deserialize_…` functions of all integer types.
macro_rules! deserialize_integers {
    () => {
        crate::de::integers::deserialize_integers! {
            deserialize_i8 visit_i8 i8 (i8::MIN, i8::MAX),
            deserialize_i16 visit_i16 i16 (i16::MIN, i16::MAX),
            deserialize_i32 visit_i32 i32 (i32::MIN, i32::MAX),
            deserialize_i64 visit_i64 i64 (i64::MIN, i64::MAX),
            deserialize_i128 visit_i128 i128 (i64::MIN, i64::MAX),
            deserialize_u8 visit_u8 u8 (u8::MIN, u8::MAX),
            deserialize_u16 visit_u16 u16 (u16::MIN, u16::MAX),
            deserialize_u32 visit_u32 u32 (u32::MIN, u32::MAX),
            deserialize_u64 visit_u64 u64 (0, i64::MAX),
            deserialize_u128 visit_u128 u128 (0, i64::MAX),
        }
    };
    ($($method:ident $visit:ident $type:ident ($min:expr, $max:expr)),* $(,)?) => {$(
        #[inline]
        fn $method<V: serde::de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            let range = crate::decode::Range { min: $min as i64, max: $max as i64 };
            let before = self.cursor.position();
            let number = self.read_integer(range)?;
            // In range, so that the cast keeps the number.
            visitor.$visit(number as $type).map_err(|error| self.refused(before, error))
        }
    )*};
}
pub(super) use deserialize_integers;
