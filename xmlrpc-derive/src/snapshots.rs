//! Tests of the macros' output: `snapshots/NAME.rs` becomes `snapshots/NAME.expanded.rs`.
//!
//! `SNAPSHOTS=overwrite cargo test -p xmlrpc-derive` writes them anew: read the difference.

use std::fs;
use std::path::Path;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Item, ItemEnum, ItemStruct, Meta};

use crate::paths::Facade;
use crate::{client, fault, function, params, schema, service};

#[test]
fn a_service_with_a_method_of_each_kind() {
    check("directory");
}

#[test]
fn a_generic_service_with_a_switched_method() {
    check("generic");
}

#[test]
fn names_and_parameters_with_options() {
    check("parameters");
}

#[test]
fn parameters_of_a_struct_and_keywords() {
    check("spread");
}

#[test]
fn a_service_of_two_blocks() {
    check("parts");
}

#[test]
fn a_free_function() {
    check("function");
}

#[test]
fn a_block_with_mistakes() {
    check("mistakes");
}

#[test]
fn an_error_with_faults() {
    check("fault");
}

#[test]
fn types_that_describe_their_members() {
    check("schema");
}

#[test]
fn typed_clients() {
    check("client");
}

fn check(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    let source = fs::read_to_string(folder.join(name).with_extension("rs")).expect("the source is there");
    let source = syn::parse_file(&source).expect("the source is Rust");
    let written: TokenStream = source.items.into_iter().map(expanded).collect();
    let written = prettyplease::unparse(&syn::parse2(written).expect("what was written is Rust"));
    let kept = folder.join(name).with_extension("expanded.rs");
    if std::env::var_os("SNAPSHOTS").is_some_and(|mode| mode == "overwrite") {
        fs::write(kept, written).expect("the folder can be written");
        return;
    }
    let expected = fs::read_to_string(kept).unwrap_or_default();
    assert!(written == expected, "the expansion of `{name}` has changed:\n{written}");
}

/// An item as the compiler gets it: what its first attribute makes of the rest.
fn expanded(mut item: Item) -> TokenStream {
    match &mut item {
        Item::Impl(block) => {
            let arguments = take(&mut block.attrs, "rpc_service");
            service::expand(arguments, item.to_token_stream(), Facade::Server)
        }
        Item::Trait(definition) => {
            let arguments = take(&mut definition.attrs, "rpc_client");
            client::expand(arguments, item.to_token_stream(), Facade::Client)
        }
        Item::Fn(function) => {
            let arguments = take(&mut function.attrs, "expose");
            function::expand(arguments, item.to_token_stream(), Facade::Server)
        }
        Item::Struct(ItemStruct { attrs, .. }) | Item::Enum(ItemEnum { attrs, .. }) => {
            let derived = take(attrs, "derive").to_string();
            let implementation = match derived.as_str() {
                "IntoFault" => fault::expand(item.to_token_stream(), Facade::Server),
                "RpcParams" => params::expand(item.to_token_stream(), Facade::Server),
                _ => schema::expand(item.to_token_stream(), Facade::Server),
            };
            without_helpers(&mut item);
            quote!(#item #implementation)
        }
        other => other.to_token_stream(),
    }
}

/// Removes the derives' attributes, which a snapshot does not need.
fn without_helpers(item: &mut Item) {
    if let Item::Struct(ItemStruct { attrs, .. }) | Item::Enum(ItemEnum { attrs, .. }) = item {
        attrs.retain(|attribute| attribute.path().is_ident("doc"));
    }
}

fn take(attributes: &mut Vec<Attribute>, name: &str) -> TokenStream {
    let index = attributes.iter().position(|attribute| attribute.path().is_ident(name)).expect("the item is marked");
    match attributes.remove(index).meta {
        Meta::List(list) => list.tokens,
        _ => TokenStream::new(),
    }
}
