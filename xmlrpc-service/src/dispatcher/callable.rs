//! Functions and closures of any number of parameters.

use serde::de::DeserializeOwned;

use crate::schema::{TypeShape, learn_into};
use crate::service::Arguments;
use xmlrpc_core::fault::Fault;

/// A function whose parameters can be read from a call.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be published as a function",
    label = "not a function of at most 12 parameters that can be read from a call",
    note = "each parameter has a type that owns what it holds and implements `serde::Deserialize`: `String`, not `&str`",
    note = "the function is `Send`, `Sync` and `'static`: it captures no `Rc`, no `RefCell` and no reference to a local variable",
    note = "for borrowed or further parameters, mark a `fn` with `#[expose]`, or a method of a service"
)]
pub trait CallWith<M>: Send + Sync + 'static {
    /// What it returns.
    type Out;

    /// How many parameters it takes.
    const COUNT: usize;

    /// Reads the arguments, and calls it.
    ///
    /// # Errors
    ///
    /// Arguments that do not fit.
    fn call_with(&self, arguments: &mut Arguments<'_>) -> Result<Self::Out, Fault>;

    /// The types of its parameters.
    fn shapes() -> Vec<TypeShape>;
}

macro_rules! functions {
    ($($count:literal: $($name:ident)*;)*) => {$(
        impl<Func, Out, $($name),*> CallWith<fn($($name),*) -> Out> for Func
        where
            Func: Fn($($name),*) -> Out + Send + Sync + 'static,
            $($name: DeserializeOwned + 'static,)*
        {
            type Out = Out;

            const COUNT: usize = $count;

            #[allow(non_snake_case, reason = "a type's name serves for its value")]
            fn call_with(&self, arguments: &mut Arguments<'_>) -> Result<Out, Fault> {
                $(let $name = arguments.next::<$name>()?;)*
                arguments.finish()?;
                Ok(self($($name),*))
            }

            fn shapes() -> Vec<TypeShape> {
                vec![$(TypeShape::described(learn_into::<$name>)),*]
            }
        }
    )*};
}

functions! {
    0: ;
    1: A;
    2: A B;
    3: A B C;
    4: A B C D;
    5: A B C D E;
    6: A B C D E F;
    7: A B C D E F G;
    8: A B C D E F G H;
    9: A B C D E F G H I;
    10: A B C D E F G H I J;
    11: A B C D E F G H I J K;
    12: A B C D E F G H I J K L;
}
