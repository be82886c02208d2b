//! Services whose methods stand in several blocks.

use xmlrpc_service::service::Execution;
use xmlrpc_service::{Dispatcher, Service, rpc_service};

use super::{ask, names, run};

/// A site.
struct Site<T>(T);

#[rpc_service(prefix = "site", parts(admin, user))]
impl<T: Clone + Into<i32>> Site<T> {
    #[cfg(any())]
    #[expose]
    fn absent(&self) {}

    #[expose(inline)]
    fn size(&self) -> i32 {
        self.0.clone().into()
    }
}

mod admin {
    use xmlrpc_service::rpc_service;

    #[rpc_service(part = admin, rename_all = "camelCase")]
    impl<T: Clone + Into<i32>> super::Site<T> {
        #[cfg(any())]
        #[expose]
        fn absent_too(&self) {}

        #[expose]
        async fn clear_all(&self) -> i32 {
            std::future::ready(self.0.clone().into() + 1).await
        }

        #[expose(absolute = "reboot")]
        fn reboot(&self) -> i32 {
            self.0.clone().into() + 2
        }
    }
}

trait Named {
    type Name;
    fn name(&self) -> Self::Name;
}

#[rpc_service(part = user)]
impl<T: Clone + Into<i32>> Named for Site<T> {
    type Name = String;

    #[expose(inline, alias = "title")]
    fn name(&self) -> Self::Name {
        self.0.clone().into().to_string()
    }
}

#[test]
fn a_service_has_the_methods_of_all_its_blocks() {
    let dispatcher = Dispatcher::new().mount(Site(7_i16)).mount_at("other", Site2);
    dispatcher.check().expect("a sound set-up");
    assert_eq!(
        names(&dispatcher),
        ["other.one", "other.two", "reboot", "site.clearAll", "site.name", "site.size", "site.title"]
    );
    assert_eq!(run(dispatcher.call("site.size", ())), Ok(7));
    assert_eq!(run(dispatcher.call("site.clearAll", ())), Ok(8));
    assert_eq!(run(dispatcher.call("reboot", ())), Ok(9));
    assert_eq!(run(dispatcher.call("site.title", ())), Ok(String::from("7")));
    assert_eq!(run(dispatcher.call("other.two", ())), Ok(2));
}

struct Site2;

#[rpc_service(parts(second))]
impl Site2 {
    #[expose(inline)]
    fn one() -> i32 {
        1
    }
}

#[rpc_service(part = second)]
impl Site2 {
    #[expose(inline)]
    fn two() -> i32 {
        2
    }
}

#[test]
fn the_table_has_the_rows_of_the_first_block_before_those_of_the_parts() {
    let rows = Site2.info().methods();
    assert_eq!((rows.len(), rows[0].name(), rows[1].name()), (2, "one", "two"));
    assert!(rows.get(2).is_none() && !rows.is_empty());
    assert_eq!(rows.into_iter().count(), 2);
}

/// The classes of XenAPI: one service, a prefix for each class.
struct Xen;

#[rpc_service(prefix = "session", parts(vm, host, bare), inline)]
impl Xen {
    #[expose]
    fn login(&self) -> i32 {
        1
    }
}

#[rpc_service(part = vm, prefix = "VM", inline)]
impl Xen {
    /// Start a machine.
    #[expose(alias = "boot")]
    fn start(&self) -> i32 {
        2
    }

    #[expose(absolute = "ping", inline = false)]
    fn ping(&self) -> i32 {
        3
    }
}

#[rpc_service(part = host, rename_all = "camelCase")]
impl Xen {
    #[expose]
    async fn list_all(&self) -> i32 {
        std::future::ready(4).await
    }
}

#[rpc_service(part = bare, prefix = "")]
impl Xen {
    #[expose]
    fn version(&self) -> i32 {
        5
    }
}

#[test]
fn a_part_may_have_a_prefix_of_its_own() {
    let dispatcher = Dispatcher::new().mount(Xen);
    assert_eq!(names(&dispatcher), ["VM.boot", "VM.start", "ping", "session.listAll", "session.login", "version"]);
    assert_eq!(run(dispatcher.call("VM.boot", ())), Ok(2));
    assert_eq!(run(dispatcher.call("version", ())), Ok(5));
    assert_eq!(ask::<String>(&dispatcher, "system.methodHelp", "VM.boot"), "An alias of VM.start.\n\nStart a machine.");
}

#[test]
fn a_service_that_is_mounted_elsewhere_takes_the_prefixes_of_its_parts_along() {
    let dispatcher = Dispatcher::new().mount_at("north", Xen).mount_at("south", Xen);
    let names = names(&dispatcher);
    for name in ["north.login", "north.VM.start", "north.listAll", "north.version", "south.VM.boot"] {
        assert!(names.iter().any(|other| other == name), "{name} is not in {names:?}");
    }
}

#[test]
fn a_block_says_how_its_plain_functions_run_and_a_method_may_differ() {
    let rows = Xen.info().methods();
    let executions: Vec<Execution> = rows.iter().map(|row| row.execution()).collect();
    let expected = [Execution::Inline, Execution::Inline, Execution::Blocking, Execution::Async, Execution::Blocking];
    assert_eq!(executions, expected);
    assert_eq!(rows[1].full_name(Xen.info()), "VM.start");
    assert_eq!(rows[2].full_name(Xen.info()), "ping");
}
