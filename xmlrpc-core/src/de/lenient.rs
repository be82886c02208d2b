//! Types that meet half-way: what the reader does in the place of the error of a wrong type.

use std::any::type_name;
use std::borrow::Cow;

use serde::de::Visitor;

use super::convert::{Scalar, in_range};
use super::wrong_type;
use crate::decode::{self, Kind, OpenValue, Range, Reader};
use crate::error::Error;
use crate::reading::Quirk;

impl<'de> Reader<'de> {
    /// Reads with conversions from here on, or without; how it was before.
    #[cold]
    pub(super) fn set_lenient(&mut self, lenient: bool) -> bool {
        std::mem::replace(&mut self.lenient, lenient)
    }

    /// Whether the scalar that begins at `start` may be converted.
    fn converts(&self, start: usize) -> bool {
        let in_option = self.known_lenient_state().and_then(|state| state.in_option);
        self.lenient && in_option != Some(start)
    }

    /// The scalar whose value has begun, if it may be converted. `start` is where it begins.
    #[cold]
    fn scalar(&mut self, open: OpenValue<'de>, start: usize) -> Result<Option<Scalar<'de>>, Error> {
        if self.converts(start) && open.kind().is_scalar() { self.any_scalar(open).map(Some) } else { Ok(None) }
    }

    fn any_scalar(&mut self, open: OpenValue<'de>) -> Result<Scalar<'de>, Error> {
        Ok(match open.kind() {
            Kind::Int | Kind::Long => Scalar::Integer(self.finish_integer(open, super::scalar::ANY)?),
            Kind::Boolean => Scalar::Boolean(self.finish_boolean(open)?),
            Kind::Double => Scalar::Double(self.finish_double(open)?),
            Kind::DateTime => Scalar::Date(self.finish_date(open)?),
            Kind::Base64 => Scalar::Bytes(Cow::Owned(self.finish_base64(open)?)),
            _ => Scalar::Text(self.finish_scalar(open)?),
        })
    }

    /// Converts a scalar, or refuses it.
    fn converted<T>(
        &mut self,
        open: OpenValue<'de>,
        start: usize,
        expected: &str,
        convert: impl FnOnce(Scalar<'de>, &Self) -> Option<(T, Quirk)>,
    ) -> Result<T, Error> {
        let found = open.kind();
        let scalar = self.scalar(open, start)?;
        match scalar.and_then(|scalar| convert(scalar, self)) {
            Some((converted, quirk)) => {
                self.note(quirk);
                Ok(converted)
            }
            None => Err(wrong_type(expected, found)),
        }
    }

    #[cold]
    #[inline(never)]
    pub(super) fn convert_integer(&mut self, open: OpenValue<'de>, start: usize, range: Range) -> Result<i64, Error> {
        let number = self.converted(open, start, "an int", |scalar, reader| scalar.integer(reader.reading()))?;
        in_range(number, range)
    }

    #[cold]
    #[inline(never)]
    pub(super) fn convert_double(&mut self, open: OpenValue<'de>, start: usize) -> Result<f64, Error> {
        self.converted(open, start, "a double", |scalar, reader| scalar.double(reader.reading()))
    }

    #[cold]
    #[inline(never)]
    pub(super) fn convert_boolean(&mut self, open: OpenValue<'de>, start: usize) -> Result<bool, Error> {
        self.converted(open, start, "a boolean", |scalar, _| scalar.boolean())
    }

    #[cold]
    #[inline(never)]
    pub(super) fn convert_text(
        &mut self,
        open: OpenValue<'de>,
        start: usize,
        expected: &str,
    ) -> Result<Cow<'de, str>, Error> {
        let kind = open.kind();
        if !matches!(kind, Kind::Int | Kind::Long | Kind::Double) || !self.converts(start) {
            return self.converted(open, start, expected, |scalar, _| scalar.text());
        }
        // The digits as they are written: Perl's libraries send the text 007 as a number.
        let digits = self.finish_scalar(open)?;
        match kind {
            Kind::Double => decode::double(&digits, self.reading()).map(drop)?,
            _ => decode::integer(&digits, super::scalar::ANY).map(drop)?,
        }
        self.note(Quirk::NumberForText);
        Ok(match digits {
            Cow::Borrowed(digits) => Cow::Borrowed(digits.trim_ascii()),
            Cow::Owned(digits) => Cow::Owned(digits.trim_ascii().to_owned()),
        })
    }

    #[cold]
    #[inline(never)]
    pub(super) fn convert_date(&mut self, open: OpenValue<'de>, start: usize) -> Result<Cow<'de, str>, Error> {
        self.converted(open, start, Kind::DateTime.article(), |scalar, _| scalar.date())
    }

    /// Takes an empty text and false for nil.
    #[cold]
    #[inline(never)]
    pub(super) fn convert_nil(&mut self, open: OpenValue<'de>, start: usize) -> Result<(), Error> {
        self.converted(open, start, "nil", |scalar, _| scalar.nothing().map(|quirk| ((), quirk)))
    }

    /// Leaves an empty struct where an array is asked for.
    #[cold]
    #[inline(never)]
    pub(super) fn convert_empty_struct(&mut self, open: &OpenValue<'de>) -> Result<(), Error> {
        if self.takes_empty_collections() && open.kind() == Kind::Struct {
            let entered = self.begin_struct(open)?;
            let mut members = self.members(entered);
            if self.next_name_that_counts(&mut members)?.is_none() {
                self.note(Quirk::EmptyStructForArray);
                return Ok(());
            }
        }
        Err(wrong_type("an array", open.kind()))
    }

    /// Leaves an empty array where a struct is asked for.
    #[cold]
    #[inline(never)]
    pub(super) fn convert_empty_array(&mut self, open: &OpenValue<'de>) -> Result<(), Error> {
        if self.takes_empty_collections() && open.kind() == Kind::Array && !self.begin_array(open)? {
            self.note(Quirk::EmptyArrayForStruct);
            return Ok(());
        }
        Err(wrong_type("a struct", open.kind()))
    }

    fn takes_empty_collections(&self) -> bool {
        self.lenient || self.reading().is_tolerant()
    }

    /// Reads an optional value that is not nil: an empty text or false is nothing if the type inside refuses it.
    #[cold]
    #[inline(never)]
    pub(super) fn visit_optional<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Error> {
        let start = self.cursor.position();
        let Some(quirk) = self.peek_nothing() else { return visitor.visit_some(self) };
        let name = type_name::<V>();
        if self.lenient_state().optional.refuses(name, quirk) {
            self.skip_value()?;
            self.note(quirk);
            return visitor.visit_none();
        }
        let outside = self.lenient_state().in_option.replace(start);
        let visited = visitor.visit_some(&mut *self);
        let state = self.lenient_state();
        state.in_option = outside;
        if visited.as_ref().is_err_and(Error::is_about_a_value) {
            state.optional.note(name, quirk);
        }
        visited
    }

    /// What stands for nothing at the position; none if a value does. Nothing is consumed.
    fn peek_nothing(&mut self) -> Option<Quirk> {
        let here = self.bookmark();
        let found = self.open_value().and_then(|open| match open.kind() {
            Kind::String | Kind::Boolean => self.any_scalar(open).map(|scalar| scalar.nothing()),
            _ => Ok(None),
        });
        self.return_to(here);
        found.ok().flatten()
    }

    /// Whether a value that failed should be read once more, at whose start the reader then stands.
    #[cold]
    #[inline(never)]
    pub(crate) fn reads_once_more(&mut self) -> bool {
        let noted = self.known_lenient_state().is_some() && self.lenient_state().optional.take_noted();
        if noted && let Some(start) = self.take_failure() {
            self.return_to(start);
            return true;
        }
        false
    }
}
