//! Services whose methods stand in several blocks.

use xmlrpc_service::{Dispatcher, Service, rpc_service};

use super::{names, run};

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
