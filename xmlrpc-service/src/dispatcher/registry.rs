//! Names, and what stands behind them.

use std::collections::HashMap;
use std::collections::hash_map::Entry as MapEntry;
use std::fmt;
use std::sync::{Arc, OnceLock};

use super::concurrency::{Concurrency, MethodConcurrency};
use super::fallback::Fallback;
use super::function::Function;
use super::overload;
use crate::describe::{Collected, Description};
use crate::protocol::Extensions;
use crate::service::{PublishedMethod, Publisher, Service, SourceLocation};

/// What each name leads to. Callers look names up but never put one in, so that the map needs no hash that holds against
/// them.
pub(crate) type Names = HashMap<Box<str>, Entry, foldhash::fast::RandomState>;

/// Everything that can be called.
#[derive(Clone)]
pub(crate) struct Registry {
    published: Names,
    /// The dispatcher's own methods; empty if introspection is off.
    system: Names,
    fallback: Option<Arc<dyn Fallback>>,
    extensions: Extensions,
    signature_extensions: bool,
    mistake: Option<SetupError>,
    /// Further names of methods that are not registered yet.
    aliases: Vec<Alias>,
    concurrency: Concurrency,
    /// The prefixes of services, each with its documentation.
    documented: Vec<(String, &'static str)>,
    /// Made at its first use: it asks every type for its members.
    description: OnceLock<Arc<Description>>,
}

/// One name.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) method: Arc<PublishedMethod>,
    pub(crate) target: Target,
}

/// What a name leads to.
#[derive(Clone)]
pub(crate) enum Target {
    /// A row of a service's table.
    Service(Arc<dyn Service>, usize),
    /// Rows of one service, distinguished by their number of parameters.
    Overloaded(Arc<[Entry]>),
    /// A row of the registry's own table.
    Introspection(usize),
    /// `system.multicall`, which calls others.
    Multicall,
}

/// A further name of a method.
#[derive(Clone)]
struct Alias {
    alias: String,
    name: String,
    place: SourceLocation,
}

/// A mistake in what was published, found before the first call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetupError(String);

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SetupError {}

impl Default for Registry {
    fn default() -> Self {
        Registry {
            published: Names::default(),
            system: Names::default(),
            fallback: None,
            extensions: Extensions { nil: true, fault_codes: true },
            signature_extensions: false,
            mistake: None,
            aliases: Vec::new(),
            concurrency: Concurrency::default(),
            documented: Vec::new(),
            description: OnceLock::new(),
        }
    }
}

impl Registry {
    pub(super) fn mount(&mut self, prefix: Option<&str>, service: &Arc<dyn Service>, mounted: SourceLocation) {
        let info = service.info();
        if let Some(prefix) = prefix.filter(|prefix| prefix.split('.').any(str::is_empty) && !prefix.is_empty()) {
            self.mistaken(format!(
                "prefix {prefix:?}, given at {mounted}, has a dot too many: write it without dots at its ends, as in \"site.logs\""
            ));
        }
        self.documented.push((prefix.unwrap_or(info.prefix()).to_owned(), info.description()));
        let of_service = info.concurrency_limit().map(|calls| self.concurrency.add_service(calls));
        for (index, row) in info.methods().iter().enumerate() {
            let name = row.name_under(prefix, info);
            let publisher = Publisher::Service { service: info.name(), source: row.source(), mounted };
            let mut method = PublishedMethod::of_row(name.into_owned(), row, publisher);
            method.limit = self.concurrency.add_method(MethodConcurrency {
                execution: row.execution(),
                max: row.concurrency_limit(),
                service: of_service,
            });
            let aliases = row.other_names_under(prefix, info).into_iter().map(|alias| method.alias(alias.into_owned()));
            for method in aliases.collect::<Vec<_>>().into_iter().chain([method]) {
                self.add(method, Target::Service(Arc::clone(service), index));
            }
        }
        self.resolve_aliases();
    }

    pub(super) fn add_function(&mut self, name: String, function: Function, place: SourceLocation) {
        let max = function.max_concurrent;
        let (mut method, service) = function.publish(name, Publisher::Function(place));
        method.limit =
            self.concurrency.add_method(MethodConcurrency { execution: method.execution, max, service: None });
        self.add(method, Target::Service(service, 0));
        self.resolve_aliases();
    }

    /// Gives a method a further name. It may be registered later.
    pub(super) fn add_alias(&mut self, alias: String, name: String, place: SourceLocation) {
        self.aliases.push(Alias { alias, name, place });
        self.resolve_aliases();
    }

    fn resolve_aliases(&mut self) {
        for alias in std::mem::take(&mut self.aliases) {
            match self.find(&alias.name).cloned() {
                None => self.aliases.push(alias),
                Some(Entry { method, target: Target::Overloaded(all) }) => {
                    let alias_of = |method: &PublishedMethod| PublishedMethod {
                        published_by: Publisher::Alias(alias.place),
                        ..method.alias(alias.alias.clone())
                    };
                    let all: Vec<Entry> = all
                        .iter()
                        .map(|entry| Entry { method: Arc::new(alias_of(&entry.method)), target: entry.target.clone() })
                        .collect();
                    let overloads = all.iter().map(|entry| Arc::clone(&entry.method)).collect();
                    let method = PublishedMethod { overloads, ..alias_of(&method) };
                    self.add(method, Target::Overloaded(all.into()));
                }
                Some(Entry { method, target }) => {
                    let published_by = Publisher::Alias(alias.place);
                    let method = PublishedMethod { published_by, ..method.alias(alias.alias) };
                    self.add(method, target);
                }
            }
        }
    }

    #[cold]
    fn mistaken(&mut self, message: String) {
        self.mistake.get_or_insert(SetupError(message));
    }

    fn add(&mut self, method: PublishedMethod, target: Target) {
        self.description = OnceLock::new();
        let name = method.name().to_owned();
        if let Some(reason) = unusable(&name) {
            self.mistaken(format!("method name {name:?} {reason}; it was given by {}", method.published_by));
            return;
        }
        match self.published.entry(name.into()) {
            MapEntry::Vacant(vacant) => {
                vacant.insert(Entry { method: Arc::new(method), target });
            }
            MapEntry::Occupied(mut occupied) => {
                let entry = Entry { method: Arc::new(method), target };
                if let Err((first, second)) = overload::add(occupied.get_mut(), entry) {
                    let error = registered_twice(&first, &second);
                    self.mistake.get_or_insert(error);
                }
            }
        }
    }

    pub(super) fn concurrency(&self) -> &Concurrency {
        &self.concurrency
    }

    pub(super) fn concurrency_mut(&mut self) -> &mut Concurrency {
        &mut self.concurrency
    }

    pub(super) fn set_fallback(&mut self, fallback: Arc<dyn Fallback>) {
        self.concurrency.has_fallback = true;
        self.description = OnceLock::new();
        self.fallback = Some(fallback);
    }

    pub(super) fn set_system(&mut self, system: Names) {
        self.system = system;
        self.resolve_aliases();
        self.description = OnceLock::new();
    }

    pub(super) fn set_extensions(&mut self, extensions: Extensions) {
        self.extensions = extensions;
    }

    pub(super) fn set_signature_extensions(&mut self, on: bool) {
        self.signature_extensions = on;
    }

    /// Whether signatures name types that the introspection standard does not have.
    pub(crate) fn has_signature_extensions(&self) -> bool {
        self.signature_extensions
    }

    pub(crate) fn extensions(&self) -> Extensions {
        self.extensions
    }

    pub(super) fn check(&self) -> Result<(), SetupError> {
        if let Some(mistake) = &self.mistake {
            return Err(mistake.clone());
        }
        if let Some(Alias { alias, name, place }) = self.aliases.first() {
            return Err(SetupError(format!(
                "`alias({alias:?}, {name:?})` at {place}: no method is registered as {name:?}; the second name is that of the method"
            )));
        }
        let clash = self.system.iter().find_map(|(name, own)| Some((own, self.published.get(name)?)));
        match clash {
            Some((own, published)) => Err(registered_twice(&own.method, &published.method)),
            None => Ok(()),
        }
    }

    #[inline]
    pub(crate) fn find(&self, name: &str) -> Option<&Entry> {
        self.published.get(name).or_else(|| self.system.get(name))
    }

    pub(crate) fn fallback(&self) -> Option<&Arc<dyn Fallback>> {
        self.fallback.as_ref()
    }

    /// A description of all that is published and not hidden.
    pub(super) fn description(&self) -> Arc<Description> {
        Arc::clone(self.description.get_or_init(|| Arc::new(self.describe_all())))
    }

    fn describe_all(&self) -> Description {
        let mut collected = Collected::default();
        for (prefix, help) in &self.documented {
            collected.add_group(prefix, help);
        }
        for entry in self.published.values().chain(self.system.values()) {
            collected.add(&entry.method);
        }
        if let Some(fallback) = &self.fallback {
            for name in fallback.methods() {
                collected.add_unknown(&name, &fallback.help(&name).unwrap_or_default());
            }
        }
        collected.finish()
    }

    /// All names that are not hidden, those of the fallback too, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let own = self.published.iter().chain(&self.system);
        let own = own.filter(|(_, entry)| !entry.method.is_hidden()).map(|(name, _)| name.to_string());
        let mut names: Vec<String> = own.chain(self.fallback.iter().flat_map(|fallback| fallback.methods())).collect();
        names.sort();
        names.dedup();
        names
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}

/// Why no call can ever name a method so.
fn unusable(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        return Some("is empty");
    }
    if !name.chars().all(xmlrpc_core::__private::is_allowed) {
        return Some("has a character that XML cannot carry");
    }
    if name.contains(char::is_control) {
        return Some(
            "has a control character, which clients do not send: use letters, digits, and `_`, `.`, `:` or `/`",
        );
    }
    (name.trim() != name)
        .then_some("begins or ends with a blank, which clients and the tolerant reading remove: leave it out")
}

fn registered_twice(first: &PublishedMethod, second: &PublishedMethod) -> SetupError {
    SetupError(format!(
        "method name \"{}\" is registered twice: by {} and by {}",
        first.name(),
        first.published_by,
        second.published_by
    ))
}
