//! What is said about a method besides its doc comment.

use xmlrpc_service::{Dispatcher, rpc_service};

use super::ask;

struct Library;

#[rpc_service(prefix = "lib")]
impl Library {
    /// Only readers of the source see this.
    #[expose(help = "Find a book.", returns = "Its number.")]
    fn find(&self) -> i32 {
        1
    }

    /// Lend a book.
    #[expose]
    #[deprecated(since = "1.2.0", note = "use `lib.find`")]
    fn lend(&self) {}

    #[expose(returns = "Nothing much.")]
    #[deprecated]
    fn give(&self) {}

    #[expose]
    #[deprecated = "nobody reads"]
    fn read(&self) {}
}

#[test]
fn help_has_the_remarks_behind_it() {
    let dispatcher = Dispatcher::new().mount(Library);
    let help = |name| ask::<String>(&dispatcher, "system.methodHelp", name);
    assert_eq!(help("lib.find"), "Find a book.\n\nReturns: Its number.");
    assert_eq!(help("lib.lend"), "Lend a book.\n\nDeprecated: since 1.2.0: use `lib.find`");
    assert_eq!(help("lib.give"), "Returns: Nothing much.\n\nDeprecated.");
    assert_eq!(help("lib.read"), "Deprecated: nobody reads");
}
