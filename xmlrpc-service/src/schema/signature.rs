use std::sync::{Arc, LazyLock};

use super::{TypeShape, WireType};

/// A signature that is computed when it is first asked for.
pub(crate) type SharedSignature = Arc<LazyLock<Signature>>;

/// Keeps what `signature` computes.
pub(crate) fn shared(signature: fn() -> Signature) -> SharedSignature {
    Arc::new(LazyLock::new(signature))
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
