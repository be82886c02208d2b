//! Names of a method: aliases, a case for all of a block, one without prefix, one that is not listed.

#![deny(warnings)]

use xmlrpc_server::{Service, rpc_service};

struct Directory;

#[rpc_service(prefix = "dir", rename_all = "SCREAMING-KEBAB-CASE")]
impl Directory {
    #[expose(alias = "ls", alias = "contents of")]
    fn list_names(&self) {}

    #[expose(name = "make it")]
    fn make_one(&self) {}

    #[expose(absolute = "validator1.echo")]
    fn echo(&self) {}

    #[expose(hidden)]
    fn r#move(&self) {}
}

fn main() {
    let [list, make, echo, r#move] = Directory.info().methods().iter().collect::<Vec<_>>()[..] else {
        panic!("four methods are exposed")
    };
    assert_eq!((list.name(), list.other_names()), ("LIST-NAMES", &["ls", "contents of"][..]));
    assert_eq!((make.name(), make.is_absolute()), ("make it", false));
    assert_eq!((echo.name(), echo.is_absolute()), ("validator1.echo", true));
    assert_eq!((r#move.name(), r#move.is_hidden(), list.is_hidden()), ("MOVE", true, false));
}
