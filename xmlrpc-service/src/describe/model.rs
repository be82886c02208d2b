//! The shape of a description.

use crate::schema::{Definition, Type};
use crate::service::Presence;
use xmlrpc_core::fault::FaultInfo;

/// Everything that is published: methods, the types that they mention, and texts about the whole.
///
/// Texts are Markdown as the author wrote them: writers escape them for their format.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Description {
    /// What the server is called; empty if nothing was set.
    pub title: String,
    /// The version of what is published; empty if nothing was set.
    pub version: String,
    /// A text about the whole; empty if nothing was set.
    pub introduction: String,
    /// The prefixes, sorted, each with the documentation of its services.
    pub groups: Vec<Group>,
    /// The methods that are not hidden, sorted by name. Aliases are not among them.
    pub methods: Vec<MethodDescription>,
    /// The types that are mentioned by [name](Type::Named).
    pub types: Vec<Definition>,
}

impl Description {
    /// Sets what the server is called.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Sets the version of what is published.
    #[must_use]
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.version = version.into();
        self
    }

    /// Sets a text about the whole, in Markdown.
    #[must_use]
    pub fn introduction(mut self, introduction: impl Into<String>) -> Self {
        self.introduction = introduction.into();
        self
    }

    /// The method of this name, or the one that this name is an alias of.
    pub fn method(&self, name: &str) -> Option<&MethodDescription> {
        let own = self.methods.iter().find(|method| method.name == name);
        own.or_else(|| self.methods.iter().find(|method| method.aliases.iter().any(|alias| alias == name)))
    }

    /// The type of this name.
    pub fn definition(&self, name: &str) -> Option<&Definition> {
        self.types.iter().find(|definition| definition.name() == name)
    }

    /// Keeps the methods and aliases whose name satisfies a condition, with the groups and types that these still
    /// mention: what a caller may not call is not shown to it.
    #[must_use]
    pub fn filtered(mut self, mut may_call: impl FnMut(&str) -> bool) -> Self {
        self.methods = self.methods.into_iter().filter_map(|method| method.filtered(&mut may_call)).collect();
        self.groups.retain(|group| self.methods.iter().any(|method| method.prefix() == group.prefix));
        let mentioned = self.mentioned_by(self.methods.iter().flat_map(MethodDescription::types));
        let names: Vec<String> = mentioned.iter().map(|definition| definition.name().to_owned()).collect();
        self.types.retain(|definition| names.iter().any(|name| name == definition.name()));
        self
    }

    /// The definitions that types mention, however deeply.
    ///
    /// ```
    /// use xmlrpc_service::describe::Description;
    /// use xmlrpc_service::schema::Type;
    ///
    /// assert!(Description::default().mentioned_by([&Type::Named("Customer".into())]).is_empty());
    /// ```
    pub fn mentioned_by<'d>(&'d self, types: impl IntoIterator<Item = &'d Type>) -> Vec<&'d Definition> {
        let mut found: Vec<&Definition> = Vec::new();
        let mut open: Vec<&Type> = types.into_iter().collect();
        while let Some(ty) = open.pop() {
            if let Type::Named(name) = ty
                && let Some(definition) = self.definition(name)
                && !found.iter().any(|known| known.name() == name)
            {
                found.push(definition);
                open.push(definition.ty());
            }
            open.extend(ty.inner());
        }
        found
    }
}

/// The methods under one prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Group {
    /// What stands before the last dot of the names; empty for names without a dot.
    pub prefix: String,
    /// The documentation of the services under the prefix; empty if there is none.
    pub help: String,
}

/// A method under one name.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct MethodDescription {
    /// The full name.
    pub name: String,
    /// The further names, sorted.
    pub aliases: Vec<String>,
    /// The documentation of the method; of several forms, that of the first.
    pub help: String,
    /// The ways to call it, one at least: several if the name has several methods of different numbers of parameters.
    pub forms: Vec<FormDescription>,
    /// The faults that the method declares.
    pub faults: Vec<FaultInfo>,
    /// That callers should no longer use the method, and why (or an empty text).
    pub deprecated: Option<String>,
}

impl MethodDescription {
    /// What stands before the last dot of the name; empty if there is no dot.
    pub fn prefix(&self) -> &str {
        self.name.rsplit_once('.').map_or("", |(prefix, _)| prefix)
    }

    /// The method with the aliases that satisfy a condition. One of them takes the place of a name that does not.
    fn filtered(mut self, may_call: &mut impl FnMut(&str) -> bool) -> Option<Self> {
        self.aliases.retain(|alias| may_call(alias));
        if !may_call(&self.name) {
            if self.aliases.is_empty() {
                return None;
            }
            self.name = self.aliases.remove(0);
        }
        Some(self)
    }

    /// The types that the method mentions, without those inside them.
    pub(super) fn types(&self) -> impl Iterator<Item = &Type> {
        self.forms.iter().flat_map(|form| form.parameters.iter().map(|parameter| &parameter.ty).chain([&form.result]))
    }
}

/// One way to call a method.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FormDescription {
    /// The documentation of this form; empty if there is none.
    pub help: String,
    /// The parameters, in order.
    pub parameters: Vec<ParameterDescription>,
    /// Whether callers may give parameters by their names, in a last struct.
    pub takes_keywords: bool,
    /// The type of the result.
    pub result: Type,
    /// What the result means; empty if there is no documentation.
    pub result_help: String,
}

/// One parameter.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ParameterDescription {
    /// The name.
    pub name: String,
    /// The documentation; empty if there is none.
    pub help: String,
    /// The type of a value that is there and not nil.
    pub ty: Type,
    /// Whether a call must have it.
    pub presence: Presence,
    /// The value that stands in for one that is left out, as the source says it; none if the source names none.
    pub default: Option<String>,
}
