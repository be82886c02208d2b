//! The paths and the spans of generated code.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{LitStr, Path};

use crate::errors::Errors;
use crate::manifest;

/// The crate through which the macro was called. Generated code uses its `__private` module unless `crate = "…"` names
/// another crate.
#[derive(Clone, Copy)]
pub(crate) enum Facade {
    /// The server crate.
    Server,
    /// The crate of services.
    Service,
    /// The crate of clients.
    Client,
}

impl Facade {
    /// The package, as Cargo knows it.
    fn package(self) -> &'static str {
        match self {
            Facade::Server => "xmlrpc-server",
            Facade::Service => "xmlrpc-service",
            Facade::Client => "xmlrpc-client",
        }
    }
}

/// The path of the module `__private`.
pub(crate) struct PrivatePath(TokenStream);

impl PrivatePath {
    /// The module of `facade`, or of the crate that `crate = "…"` names.
    pub(crate) fn new(facade: Facade, named: Option<&LitStr>, errors: &mut Errors) -> Self {
        let named = named.and_then(|named| match named.parse_with(Path::parse_mod_style) {
            Ok(path) => Some(path),
            Err(_) => {
                errors.on(named, "`crate` takes the path of a crate: write `crate = \"::xmlrpc_server\"`");
                None
            }
        });
        PrivatePath(match named {
            Some(path) => quote!(#path::__private),
            None => {
                let package = facade.package();
                let name = manifest::renamed(package).unwrap_or_else(|| package.replace('-', "_"));
                let name = Ident::new(&name, Span::call_site());
                quote!(::#name::__private)
            }
        })
    }

    /// Gives the module the short name that [`PrivatePath::at`] writes. A path that leads nowhere is one error, here.
    pub(crate) fn import(&self) -> TokenStream {
        let path = &self.0;
        let name = self.at(Span::call_site());
        quote!(use #path as #name;)
    }

    /// The module, written where a mistake should be shown.
    pub(crate) fn at(&self, place: Span) -> TokenStream {
        local("__xmlrpc", place).into_token_stream()
    }
}

/// The path of the module that the code of clients names: `__private` of the crate of clients, or `__private::client` of
/// the others, which needs their feature `client`.
pub(crate) struct ClientPath {
    module: TokenStream,
    /// The macro that holds the code of clients, or says that the feature is off.
    guard: Option<TokenStream>,
}

impl ClientPath {
    /// The module of `facade`, or of the crate that `crate = "…"` names.
    pub(crate) fn new(facade: Facade, named: Option<&LitStr>, errors: &mut Errors) -> Self {
        match (facade, PrivatePath::new(facade, named, errors)) {
            (Facade::Client, private) => ClientPath { module: private.0, guard: None },
            (_, private) => ClientPath::of_service(&private),
        }
    }

    /// The module beside the one of a service's code.
    pub(crate) fn of_service(PrivatePath(private): &PrivatePath) -> Self {
        ClientPath { module: quote!(#private::client), guard: Some(quote!(#private::with_client)) }
    }

    /// The code, unless the feature is off.
    pub(crate) fn guarded(&self, code: TokenStream) -> TokenStream {
        match &self.guard {
            Some(guard) => quote!(#guard! { #code }),
            None => code,
        }
    }

    /// The path as it is written, for places without the import.
    pub(crate) fn path(&self) -> &TokenStream {
        &self.module
    }

    /// Gives the module the short name that [`ClientPath::at`] writes.
    pub(crate) fn import(&self) -> TokenStream {
        let path = &self.module;
        let name = self.at(Span::call_site());
        quote!(use #path as #name;)
    }

    /// The module, written where a mistake should be shown.
    pub(crate) fn at(&self, place: Span) -> TokenStream {
        local("__xmlrpc_client", place).into_token_stream()
    }
}

/// A span that is shown at `place` and whose local variables are hidden from other code.
pub(crate) fn at(place: Span) -> Span {
    Span::mixed_site().located_at(place)
}

/// A name of generated code's own.
pub(crate) fn local(name: &str, place: Span) -> Ident {
    Ident::new(name, at(place))
}
