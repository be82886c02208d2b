use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::{Type, TypeShape, WireType};

/// How a signature is computed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum SignatureSource {
    /// As a whole.
    Function(fn() -> Signature),
    /// From the shapes of the result and the parameters.
    Shapes(&'static [fn() -> TypeShape]),
}

impl SignatureSource {
    /// Computes the signature.
    pub(crate) fn compute(self) -> Signature {
        match self {
            SignatureSource::Function(signature) => signature(),
            SignatureSource::Shapes([result, parameters @ ..]) => {
                Signature::new(result(), parameters.iter().map(|shape| shape()).collect::<Vec<_>>())
            }
            SignatureSource::Shapes([]) => Signature::new(TypeShape::UNKNOWN, []),
        }
    }
}

/// A signature that is computed at its first use.
#[derive(Debug, Clone)]
pub(crate) struct SharedSignature(Arc<Lazy>);

#[derive(Debug)]
struct Lazy {
    source: SignatureSource,
    /// What is around the result.
    envelope: Option<fn(Type) -> Type>,
    signature: OnceLock<Signature>,
}

impl SharedSignature {
    /// The signature of this source, whose result may be in an envelope.
    pub(crate) fn new(source: SignatureSource, envelope: Option<fn(Type) -> Type>) -> Self {
        SharedSignature(Arc::new(Lazy { source, envelope, signature: OnceLock::new() }))
    }
}

impl Deref for SharedSignature {
    type Target = Signature;

    fn deref(&self) -> &Signature {
        let Lazy { source, envelope, signature } = &*self.0;
        signature.get_or_init(|| match envelope {
            None => source.compute(),
            Some(envelope) => source.compute().in_envelope(*envelope),
        })
    }
}

/// The wire types of a method: what it takes and what it returns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    result: TypeShape,
    parameters: Vec<TypeShape>,
}

impl Signature {
    /// A signature of these types.
    pub fn new(result: TypeShape, parameters: impl Into<Vec<TypeShape>>) -> Self {
        Signature { result, parameters: parameters.into() }
    }

    /// The same signature, with an envelope around the result.
    pub(crate) fn in_envelope(self, envelope: fn(Type) -> Type) -> Self {
        Signature { result: self.result.in_envelope(envelope), ..self }
    }

    /// The result's type.
    pub fn result(&self) -> WireType {
        self.result.wire
    }

    /// The result's type, and with it its schema.
    pub fn result_shape(&self) -> TypeShape {
        self.result
    }

    /// The parameters' types, in order, each with its schema.
    pub fn parameters(&self) -> &[TypeShape] {
        &self.parameters
    }

    /// How many parameters a call must have at least.
    pub fn required(&self) -> usize {
        self.parameters.iter().rposition(|parameter| !parameter.optional).map_or(0, |last| last + 1)
    }

    /// One list for each legal number of parameters, the shortest first: the result's type, then the parameters'. The
    /// names include those of [extensions](WireType::name).
    ///
    /// ```
    /// use xmlrpc_service::schema::{Signature, TypeShape, WireType};
    ///
    /// let int = TypeShape::new(WireType::Int);
    /// let signature = Signature::new(TypeShape::new(WireType::String), [int, int.optional()]);
    /// assert_eq!(signature.forms(), [vec!["string", "int"], vec!["string", "int", "int"]]);
    /// ```
    pub fn forms(&self) -> Vec<Vec<&'static str>> {
        self.lists(&self.types().map(WireType::name).collect::<Vec<_>>())
    }

    /// The same in the [names of the introspection standard](WireType::standard_name); none if a type has no such name.
    ///
    /// ```
    /// use xmlrpc_service::schema::{Signature, TypeShape, WireType};
    ///
    /// let long = TypeShape::new(WireType::I8);
    /// assert_eq!(Signature::new(long, [long]).standard_forms(), Some(vec![vec!["int", "int"]]));
    /// assert_eq!(Signature::new(TypeShape::new(WireType::Nil), [long]).standard_forms(), None);
    /// ```
    pub fn standard_forms(&self) -> Option<Vec<Vec<&'static str>>> {
        let names = self.types().map(WireType::standard_name).collect::<Option<Vec<_>>>()?;
        Some(self.lists(&names))
    }

    fn types(&self) -> impl Iterator<Item = WireType> {
        std::iter::once(&self.result).chain(&self.parameters).map(|shape| shape.wire)
    }

    fn lists(&self, names: &[&'static str]) -> Vec<Vec<&'static str>> {
        (self.required()..=self.parameters.len()).map(|count| names[..=count].to_vec()).collect()
    }
}
