//! Closures and functions under names chosen at run time.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use super::callable::CallWith;
use super::function_result::{FunctionOutput, TextOutput};
use crate::schema::{SharedSignature, Signature, SignatureSource, TypeShape};
use crate::service::{
    Arguments, CallContext, Execution, PublishedMethod, PublishedParameter, Publisher, Reply, Response, Service,
    ServiceInfo,
};
use xmlrpc_core::fault::{Fault, FaultInfo};

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

    /// A function whose error has a text and no fault of its own, such as `anyhow::Error`: it faults with
    /// [`APPLICATION_ERROR`](xmlrpc_core::fault::APPLICATION_ERROR) and that text.
    ///
    /// ```
    /// use std::net::{AddrParseError, IpAddr};
    /// use xmlrpc_service::{Dispatcher, Function};
    ///
    /// fn is_local(address: String) -> Result<bool, AddrParseError> {
    ///     Ok(address.parse::<IpAddr>()?.is_loopback())
    /// }
    ///
    /// let dispatcher = Dispatcher::new().function("is local", Function::fallible(is_local).inline());
    /// # drop(dispatcher);
    /// ```
    pub fn fallible<K, M>(function: impl CallWith<M, Out: TextOutput<K>>) -> Self
    where
        K: 'static,
        M: 'static,
    {
        publish::<_, TextResult<K>, M>(function)
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
/// They return a value or a `Result`, whose error implements [`IntoFault`](xmlrpc_core::IntoFault) or is a `String`; for any
/// other error that has a text, write [`Function::fallible`]. A function with borrowed parameters, such as `&str`, is marked
/// with `#[expose]` and published by [`discover`](super::Dispatcher::discover).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be published as a function",
    label = "not a function of at most 12 parameters that can be read from a call",
    note = "each parameter has a type that owns what it holds and implements `serde::Deserialize`: `String`, not `&str`",
    note = "the function is `Send`, `Sync` and `'static`: it captures no `Rc`, no `RefCell` and no reference to a local variable",
    note = "for borrowed or further parameters, mark a `fn` with `#[expose]`, or a method of a service"
)]
pub trait IntoFunction<M> {
    /// Makes it a [`Function`].
    fn into_function(self) -> Function;
}

/// Marks a [`Function`] as itself.
#[derive(Debug)]
pub struct Itself;

#[diagnostic::do_not_recommend]
impl IntoFunction<Itself> for Function {
    fn into_function(self) -> Function {
        self
    }
}

impl<F, K: 'static, M: 'static> IntoFunction<(K, M)> for F
where
    F: CallWith<M>,
    F::Out: FunctionOutput<K>,
{
    fn into_function(self) -> Function {
        publish::<F, OwnResult<K>, M>(self)
    }
}

/// How what a function returned becomes the response.
trait Answer<Out>: 'static {
    const EXECUTION: Execution;

    fn reply(out: Out, response: &mut Response) -> Result<Reply<'_>, Fault>;

    fn shape() -> TypeShape;

    fn faults() -> Vec<FaultInfo>;
}

/// By its own trait.
struct OwnResult<K>(PhantomData<fn() -> K>);

impl<K: 'static, Out: FunctionOutput<K>> Answer<Out> for OwnResult<K> {
    const EXECUTION: Execution = Out::EXECUTION;

    fn reply(out: Out, response: &mut Response) -> Result<Reply<'_>, Fault> {
        out.reply(response)
    }

    fn shape() -> TypeShape {
        Out::shape()
    }

    fn faults() -> Vec<FaultInfo> {
        Out::faults()
    }
}

/// By the text of its error.
struct TextResult<K>(PhantomData<fn() -> K>);

impl<K: 'static, Out: TextOutput<K>> Answer<Out> for TextResult<K> {
    const EXECUTION: Execution = Out::EXECUTION;

    fn reply(out: Out, response: &mut Response) -> Result<Reply<'_>, Fault> {
        out.reply_with_text(response)
    }

    fn shape() -> TypeShape {
        Out::shape()
    }

    fn faults() -> Vec<FaultInfo> {
        Vec::new()
    }
}

/// A function as a service of one method. It has no table: [`Function`] describes it.
struct FunctionService<F, A, M> {
    function: F,
    marker: PhantomData<fn() -> (A, M)>,
}

const NO_TABLE: ServiceInfo = ServiceInfo::new("function", "", &[]);

impl<F: CallWith<M>, A: Answer<F::Out>, M: 'static> Service for FunctionService<F, A, M> {
    fn info(&self) -> &'static ServiceInfo {
        &NO_TABLE
    }

    fn call<'s>(
        &'s self,
        _: usize,
        arguments: &mut Arguments<'s>,
        _: &'s CallContext,
        response: &'s mut Response,
    ) -> Result<Reply<'s>, Fault> {
        A::reply(self.function.call_with(arguments)?, response)
    }
}

fn publish<F: CallWith<M>, A: Answer<F::Out>, M: 'static>(function: F) -> Function {
    let names = (1..=F::COUNT).map(|number| PublishedParameter::required(format!("parameter{number}")));
    Function {
        service: Arc::new(FunctionService { function, marker: PhantomData::<fn() -> (A, M)> }),
        signature: || Signature::new(A::shape(), F::shapes()),
        faults: A::faults,
        execution: A::EXECUTION,
        help: "".into(),
        parameters: names.collect(),
        max_concurrent: None,
    }
}
