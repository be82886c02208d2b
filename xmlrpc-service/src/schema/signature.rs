use super::{TypeShape, WireType};

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

    /// One list for each legal number of parameters, the shortest first: the result's type, then the parameters'.
    ///
    /// ```
    /// use xmlrpc_service::schema::{Signature, TypeShape, WireType};
    ///
    /// let int = TypeShape::new(WireType::Int);
    /// let signature = Signature::new(TypeShape::new(WireType::String), [int, int.optional()]);
    /// assert_eq!(signature.forms(), [vec!["string", "int"], vec!["string", "int", "int"]]);
    /// ```
    pub fn forms(&self) -> Vec<Vec<&'static str>> {
        let names: Vec<_> =
            std::iter::once(&self.result).chain(&self.parameters).map(|shape| shape.wire.name()).collect();
        (self.required()..=self.parameters.len()).map(|count| names[..=count].to_vec()).collect()
    }
}
