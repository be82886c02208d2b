//! Names: aliases, cases, names without prefix, hidden ones.

use xmlrpc_service::fault::METHOD_NOT_FOUND;
use xmlrpc_service::{Dispatcher, rpc_service};

use super::{ask, names, run};

struct Directory;

#[rpc_service(prefix = "dir", rename_all = "camelCase")]
impl Directory {
    /// List the names.
    #[expose(inline, alias = "ls", alias = "contents of")]
    fn list_names(&self) -> i32 {
        1
    }

    #[expose(inline, name = "make_one")]
    fn make_directory(&self) -> i32 {
        2
    }

    #[expose(inline, absolute = "validator1.echo", alias = "echo")]
    fn echo(&self) -> i32 {
        3
    }

    #[expose(inline, hidden, alias = "secret")]
    fn r#move(&self) -> i32 {
        4
    }
}

fn call(dispatcher: &Dispatcher, name: &str) -> Result<i32, i32> {
    run(dispatcher.call(name, ())).map_err(|fault| fault.code())
}

#[test]
fn a_method_is_called_by_any_of_its_names() {
    let dispatcher = Dispatcher::new().mount(Directory);
    dispatcher.check().expect("a sound set-up");
    for name in ["dir.listNames", "dir.ls", "dir.contents of"] {
        assert_eq!(call(&dispatcher, name), Ok(1), "{name}");
    }
    assert_eq!(call(&dispatcher, "dir.make_one"), Ok(2));
    assert_eq!(call(&dispatcher, "dir.list_names"), Err(METHOD_NOT_FOUND));
}

#[test]
fn an_alias_says_what_it_is_an_alias_of() {
    let dispatcher = Dispatcher::new().mount_at("d", Directory);
    assert_eq!(ask::<String>(&dispatcher, "system.methodHelp", "d.ls"), "An alias of d.listNames.\n\nList the names.");
    assert_eq!(ask::<String>(&dispatcher, "system.methodHelp", "d.echo"), "An alias of validator1.echo.");
    let alias = dispatcher.method("d.ls").expect("it is published");
    assert_eq!(alias.alias_of(), Some("d.listNames"));
    assert_eq!(dispatcher.method("d.listNames").and_then(|method| method.alias_of()), None);
}

#[test]
fn an_absolute_name_has_no_prefix_wherever_the_service_is_mounted() {
    for dispatcher in [Dispatcher::new().mount(Directory), Dispatcher::new().mount_at("other", Directory)] {
        assert_eq!(call(&dispatcher, "validator1.echo"), Ok(3));
    }
}

#[test]
fn hidden_methods_are_called_and_not_listed() {
    let dispatcher = Dispatcher::new().mount(Directory);
    let listed = ["dir.contents of", "dir.echo", "dir.listNames", "dir.ls", "dir.make_one", "validator1.echo"];
    assert_eq!(names(&dispatcher), listed);
    assert_eq!(call(&dispatcher, "dir.move"), Ok(4));
    assert_eq!(call(&dispatcher, "dir.secret"), Ok(4));
    assert!(ask::<bool>(&dispatcher, "system.methodExist", "dir.move"));
}

#[test]
fn an_alias_that_is_taken_is_told_when_it_is_mounted() {
    let error = Dispatcher::new().mount(Directory).function("dir.ls", || 1).check().expect_err("a mistake");
    assert!(error.to_string().starts_with("method name \"dir.ls\" is registered twice"), "{error}");
}
