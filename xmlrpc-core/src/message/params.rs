use serde::Serialize;

use super::frame::{PARAM_LEVEL, begin_param, end_param};
use crate::dialect::Dialect;
use crate::error::Error;
use crate::limits::Limits;
use crate::ser::ValueWriter;
use crate::value::Value;

/// The parameters of a call: a tuple of up to twelve values, an array, a slice or a vector; `()` for none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of parameters",
    note = "write a tuple: `(2, 3)`, `(value,)` for a single one, `()` for none"
)]
pub trait Params {
    /// Writes the parameters one by one.
    ///
    /// # Errors
    ///
    /// A parameter that the dialect has no form for.
    fn write(&self, writer: &mut ParamWriter<'_>) -> Result<(), Error>;

    /// The parameters as values: for those that are written later or elsewhere, such as in an entry of a multicall.
    ///
    /// ```
    /// use xmlrpc_core::Value;
    /// use xmlrpc_core::message::Params;
    ///
    /// assert_eq!((2, "a").to_values()?, [Value::Int(2), Value::from("a")]);
    /// # Ok::<(), xmlrpc_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A parameter that XML-RPC has no form for.
    fn to_values(&self) -> Result<Vec<Value>, Error> {
        let mut values = Vec::new();
        self.write(&mut ParamWriter { target: Target::Values(&mut values), written: 0 })?;
        Ok(values)
    }
}

/// The writer of the parameters of a call.
#[derive(Debug)]
pub struct ParamWriter<'b> {
    target: Target<'b>,
    written: usize,
}

#[derive(Debug)]
enum Target<'b> {
    /// The document of a call.
    Document(&'b mut Vec<u8>, Option<&'b Dialect>),
    Values(&'b mut Vec<Value>),
}

impl<'b> ParamWriter<'b> {
    pub(super) fn new(out: &'b mut Vec<u8>, dialect: Option<&'b Dialect>) -> Self {
        ParamWriter { target: Target::Document(out, dialect), written: 0 }
    }

    /// Writes the next parameter.
    ///
    /// # Errors
    ///
    /// A parameter that the dialect has no form for.
    pub fn param<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.written += 1;
        let written = match &mut self.target {
            Target::Document(out, dialect) => {
                begin_param(out, *dialect);
                let writer = ValueWriter::new(out, usize::MAX, Limits::MAX_DEPTH);
                let written = value.serialize(&mut writer.in_dialect(*dialect, PARAM_LEVEL));
                end_param(out, *dialect);
                written
            }
            Target::Values(values) => Value::of(value).map(|value| values.push(value)),
        };
        written.map_err(|error| error.in_place(format_args!("parameter {}", self.written)))
    }
}

impl<T: Serialize> Params for [T] {
    fn write(&self, writer: &mut ParamWriter<'_>) -> Result<(), Error> {
        self.iter().try_for_each(|value| writer.param(value))
    }
}

impl<T: Serialize> Params for Vec<T> {
    fn write(&self, writer: &mut ParamWriter<'_>) -> Result<(), Error> {
        self.as_slice().write(writer)
    }
}

impl<T: Serialize, const N: usize> Params for [T; N] {
    fn write(&self, writer: &mut ParamWriter<'_>) -> Result<(), Error> {
        self.as_slice().write(writer)
    }
}

impl<P: Params + ?Sized> Params for &P {
    fn write(&self, writer: &mut ParamWriter<'_>) -> Result<(), Error> {
        (**self).write(writer)
    }
}

impl Params for () {
    fn write(&self, _: &mut ParamWriter<'_>) -> Result<(), Error> {
        Ok(())
    }
}

macro_rules! tuples {
    ($($($name:ident)+;)*) => {$(
        impl<$($name: Serialize),+> Params for ($($name,)+) {
            #[expect(non_snake_case, reason = "a type's name serves for its value")]
            fn write(&self, writer: &mut ParamWriter<'_>) -> Result<(), Error> {
                let ($($name,)+) = self;
                $(writer.param($name)?;)+
                Ok(())
            }
        }
    )*};
}

tuples! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
    A B C D E F G H I;
    A B C D E F G H I J;
    A B C D E F G H I J K;
    A B C D E F G H I J K L;
}
