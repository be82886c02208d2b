//! Python stubs.

mod methods;
mod text;
mod tree;
mod types;
mod vocabulary;

use xmlrpc_service::describe::Description;

use methods::write_methods;
use text::docstring;
use tree::Tree;
use types::Annotations;
use vocabulary::Vocabulary;

/// A Python stub file (`.pyi`): the class `Server` for a `ServerProxy`, whose attributes are the methods and the prefixes,
/// and a `TypedDict` for each struct.
///
/// Programs import it for type checks only:
///
/// ```python
/// from typing import TYPE_CHECKING, cast
/// from xmlrpc.client import ServerProxy
///
/// if TYPE_CHECKING:
///     from stubs import Server
///
/// server = cast("Server", ServerProxy("http://localhost:9000", use_builtin_types=True))
/// ```
///
/// Dates are `datetime` and base64 is `bytes`, as proxies with `use_builtin_types=True` read them. Names that Python
/// cannot write as attributes are listed in a comment.
pub fn python_stubs(description: &Description) -> String {
    let names = description.methods.iter().flat_map(|method| [&method.name].into_iter().chain(&method.aliases));
    let vocabulary = Vocabulary::new(names.map(String::as_str));
    let annotations = Annotations::new(description, &vocabulary);
    let tree = Tree::new(description, &vocabulary);
    let mut out = String::new();
    let title = if description.title.is_empty() { "An XML-RPC server." } else { &description.title };
    let introduction = [title, &description.introduction].join("\n\n");
    docstring(&mut out, "", introduction.trim_end());
    out.push('\n');
    out.push_str(&vocabulary.imports());
    for definition in &description.types {
        annotations.write_definition(&mut out, definition);
    }
    for node in tree.nodes() {
        out.push_str(&format!("\n\nclass {}:\n", node.class));
        write_methods(&mut out, node, &annotations, &tree);
    }
    out.push_str(&format!("\n\nclass Server({}):\n", vocabulary.name("ServerProxy")));
    docstring(&mut out, "    ", "The methods of the server.");
    write_methods(&mut out, tree.root(), &annotations, &tree);
    let unwritable = tree.unwritable();
    if !unwritable.is_empty() {
        out.push_str("\n\n# Methods whose names are no attributes in Python:\n");
        for name in unwritable {
            out.push_str(&format!("# getattr(server, {})(...)\n", text::literal(name)));
        }
    }
    out
}
