//! Help apart from the docs, what a result means, and deprecation reach the table.

#![deny(warnings)]

use xmlrpc_server::{Service, expose, rpc_service};

struct Library;

#[rpc_service]
impl Library {
    /// Only readers of the source see this.
    #[expose(help = "Find a book.", returns = "Its number.")]
    fn find(&self) {}

    /// Lend a book.
    #[expose]
    #[deprecated(since = "1.2", note = "use `find`")]
    fn lend(&self) {}

    #[expose]
    #[deprecated]
    fn read(&self) {}
}

/// A function.
#[expose(alias = "twin", hidden, help = "", returns = "Nothing.")]
fn function() {}

fn main() {
    function();
    let methods = Library.info().methods();
    assert_eq!((methods[0].description(), methods[0].result_description()), ("Find a book.", "Its number."));
    assert_eq!(methods[0].deprecation(), None);
    assert_eq!((methods[1].description(), methods[1].deprecation()), ("Lend a book.", Some("since 1.2: use `find`")));
    assert_eq!(methods[2].full_description(), "Deprecated.");
}
