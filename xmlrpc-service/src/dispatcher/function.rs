//! Closures and functions under names chosen at run time.

use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::schema::{SharedSignature, Signature, SignatureSource, TypeShape, known, learn_into};
use crate::service::{
    Arguments, CallContext, Execution, PublishedMethod, PublishedParameter, Publisher, Reply, Response, Service,
    ServiceInfo,
};
use xmlrpc_core::fault::{Fault, FaultInfo, IntoFault};

/// A closure or function, with what introspection should say of it and how it runs.
///
/// ```
/// use xmlrpc_service::Function;
///
/// let multiply = Function::new(|a: i32, b: i32| a * b)
///     .help("Multiply two numbers.")
///     .parameters(["a", "b"])
///     .inline();
/// ```
pub struct Function {
    service: Arc<dyn Service>,
    signature: fn() -> Signature,
    faults: fn() -> Vec<FaultInfo>,
    execution: Execution,
    help: Cow<'static, str>,
    parameters: Vec<PublishedParameter>,
    pub(super) max_concurrent: Option<usize>,
}

impl Function {
    /// A function without help, whose parameters have no names.
    pub fn new<M>(function: impl IntoFunction<M>) -> Self {
        function.into_function()
    }

    /// Adds the text that `system.methodHelp` returns.
    #[must_use]
    pub fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = help.into();
        self
    }

    /// Names the parameters, in order, for introspection and for faults. Names beyond the last parameter are ignored.
    #[must_use]
    pub fn parameters(mut self, names: impl IntoIterator<Item = impl Into<Cow<'static, str>>>) -> Self {
        for (parameter, name) in self.parameters.iter_mut().zip(names) {
            parameter.name = name.into();
        }
        self
    }

    /// Says that the function is quick and never blocks: it then runs on the event loop.
    ///
    /// An asynchronous function runs there anyway.
    #[must_use]
    pub fn inline(mut self) -> Self {
        if self.execution == Execution::Blocking {
            self.execution = Execution::Inline;
        }
        self
    }

    /// Limits how many calls of the function run at the same time. Further calls wait in the server's queue.
    ///
    /// An inline function has no such limit: it runs to its end at once.
    #[must_use]
    pub fn max_concurrent(mut self, calls: usize) -> Self {
        self.max_concurrent = Some(calls);
        self
    }

    pub(super) fn publish(self, name: String, published_by: Publisher) -> (PublishedMethod, Arc<dyn Service>) {
        let method = PublishedMethod {
            name,
            own_help: self.help.clone(),
            help: self.help,
            returns: "",
            deprecated: None,
            parameters: self.parameters,
            signature: Some(SharedSignature::new(SignatureSource::Function(self.signature), None)),
            faults: Some(self.faults),
            execution: self.execution,
            takes_context: false,
            envelope: None,
            takes_keywords: false,
            hidden: false,
            alias_of: None,
            overloads: Vec::new(),
            published_by,
            limit: 0,
        };
        (method, self.service)
    }
}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Function").field("help", &self.help).field("execution", &self.execution).finish_non_exhaustive()
    }
}

/// What can be published as a function: closures, `fn` items and asynchronous ones, of up to twelve parameters that
/// own what they hold.
///
/// They return a value or a `Result`, whose error implements [`IntoFault`] or is a `String`; for any other error that
/// has a text, write `.map_err(Fault::application)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be published as a function",
    label = "not a function of owned parameters with a result that can be sent",
    note = "parameters need `serde::Deserialize` and own what they hold (`String`, not `&str`); give closures' parameters a type",
    note = "the result needs `serde::Serialize`; the error of a `Result` needs `xmlrpc_server::IntoFault`, or write `.map_err(Fault::application)`"
)]
pub trait IntoFunction<M> {
    /// Makes it a [`Function`].
    fn into_function(self) -> Function;
}

/// What a published function may return.
pub trait FunctionResult<K> {
    /// Writes the result.
    ///
    /// # Errors
    ///
    /// The function's own, or a result that XML-RPC cannot carry.
    fn answer(self, response: &mut Response) -> Result<(), Fault>;

    /// The wire type of the value.
    fn shape() -> TypeShape;

    /// The faults that the error declares.
    fn faults() -> Vec<FaultInfo> {
        Vec::new()
    }
}

/// Marks a [`Function`] as itself.
#[derive(Debug)]
pub struct Itself;

/// Marks what returns a value, or a `Result` that serialises whole.
#[derive(Debug)]
pub struct Plain;

/// Marks what returns a `Result` whose error is a fault.
#[derive(Debug)]
pub struct Fallible;

/// Marks what returns at once.
#[derive(Debug)]
pub struct Sync;

/// Marks what returns a future.
#[derive(Debug)]
pub struct Async;

impl IntoFunction<Itself> for Function {
    fn into_function(self) -> Function {
        self
    }
}

impl<T: Serialize + 'static> FunctionResult<Plain> for T {
    fn answer(self, response: &mut Response) -> Result<(), Fault> {
        response.write_outcome(&self)
    }

    fn shape() -> TypeShape {
        known::<T>()
    }
}

impl<T: Serialize + 'static, E: IntoFault> FunctionResult<Fallible> for Result<T, E> {
    fn answer(self, response: &mut Response) -> Result<(), Fault> {
        response.write(&self.map_err(IntoFault::into_fault)?)
    }

    fn shape() -> TypeShape {
        known::<T>()
    }

    fn faults() -> Vec<FaultInfo> {
        E::declared_faults()
    }
}

/// A function as a service of one method. It has no table: [`Function`] describes it.
struct FunctionService<F, M> {
    function: F,
    marker: PhantomData<fn() -> M>,
}

const NO_TABLE: ServiceInfo = ServiceInfo::new("function", "", &[]);

fn function<F, M>(
    function: F,
    execution: Execution,
    count: usize,
    signature: fn() -> Signature,
    faults: fn() -> Vec<FaultInfo>,
) -> Function
where
    FunctionService<F, M>: Service,
{
    let parameters = (1..=count).map(|number| PublishedParameter::required(format!("parameter{number}"))).collect();
    let service = Arc::new(FunctionService { function, marker: PhantomData });
    Function { service, signature, faults, execution, help: "".into(), parameters, max_concurrent: None }
}

macro_rules! functions {
    ($($count:literal: $($name:ident)*;)*) => {$(
        impl<Func, Out, K, $($name),*> IntoFunction<(Sync, K, fn($($name),*) -> Out)> for Func
        where
            Func: Fn($($name),*) -> Out + Send + std::marker::Sync + 'static,
            Out: FunctionResult<K> + 'static,
            K: 'static,
            $($name: DeserializeOwned + 'static,)*
        {
            fn into_function(self) -> Function {
                function::<_, (Sync, K, fn($($name),*) -> Out)>(self, Execution::Blocking, $count, || {
                    Signature::new(Out::shape(), [$(TypeShape::described(learn_into::<$name>)),*])
                }, Out::faults)
            }
        }

        impl<Func, Out, K, $($name),*> Service for FunctionService<Func, (Sync, K, fn($($name),*) -> Out)>
        where
            Func: Fn($($name),*) -> Out + Send + std::marker::Sync + 'static,
            Out: FunctionResult<K> + 'static,
            K: 'static,
            $($name: DeserializeOwned + 'static,)*
        {
            fn info(&self) -> &'static ServiceInfo {
                &NO_TABLE
            }

            #[allow(non_snake_case, reason = "a type's name serves for its value")]
            fn call<'s>(
                &'s self,
                _: usize,
                arguments: &mut Arguments<'s>,
                _: &'s CallContext,
                response: &'s mut Response,
            ) -> Result<Reply<'s>, Fault> {
                $(let $name = arguments.next::<$name>()?;)*
                arguments.finish()?;
                (self.function)($($name),*).answer(response)?;
                Ok(Reply::Written)
            }
        }

        impl<Func, Fut, K, $($name),*> IntoFunction<(Async, K, fn($($name),*) -> Fut)> for Func
        where
            Func: Fn($($name),*) -> Fut + Send + std::marker::Sync + 'static,
            Fut: Future + Send + 'static,
            Fut::Output: FunctionResult<K> + 'static,
            K: 'static,
            $($name: DeserializeOwned + 'static,)*
        {
            fn into_function(self) -> Function {
                function::<_, (Async, K, fn($($name),*) -> Fut)>(self, Execution::Async, $count, || {
                    Signature::new(Fut::Output::shape(), [$(TypeShape::described(learn_into::<$name>)),*])
                }, Fut::Output::faults)
            }
        }

        impl<Func, Fut, K, $($name),*> Service for FunctionService<Func, (Async, K, fn($($name),*) -> Fut)>
        where
            Func: Fn($($name),*) -> Fut + Send + std::marker::Sync + 'static,
            Fut: Future + Send + 'static,
            Fut::Output: FunctionResult<K> + 'static,
            K: 'static,
            $($name: DeserializeOwned + 'static,)*
        {
            fn info(&self) -> &'static ServiceInfo {
                &NO_TABLE
            }

            #[allow(non_snake_case, reason = "a type's name serves for its value")]
            fn call<'s>(
                &'s self,
                _: usize,
                arguments: &mut Arguments<'s>,
                _: &'s CallContext,
                response: &'s mut Response,
            ) -> Result<Reply<'s>, Fault> {
                $(let $name = arguments.next::<$name>()?;)*
                arguments.finish()?;
                let future = (self.function)($($name),*);
                Ok(Reply::Pending(Box::pin(async move { future.await.answer(response) })))
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
    11: A B C D E F G H I J L;
    12: A B C D E F G H I J L N;
}
