//! Further names of methods, names that cannot be called, and services behind pointers.

use std::sync::Arc;

use xmlrpc_service::{Dispatcher, Fault, Reading, Service, Value, rpc_service, value};

use super::run;

struct Blog;

#[rpc_service(prefix = "blog")]
impl Blog {
    /// Post a text.
    #[expose(inline)]
    fn post(&self, text: &str) -> Result<String, Fault> {
        if text.is_empty() { Err(Fault::new(7, "no text")) } else { Ok(text.to_owned()) }
    }

    #[expose(name = "find", inline)]
    fn find(&self, text: &str) -> String {
        text.to_owned()
    }

    #[expose(name = "find")]
    async fn find_some(&self, text: &str, limit: i32) -> String {
        format!("{text} {limit}")
    }
}

fn dispatcher() -> Dispatcher {
    Dispatcher::new()
        .alias("metaWeblog.newPost", "blog.post")
        .alias("look", "blog.find")
        .alias("mt.supportedMethods", "system.listMethods")
        .alias("multiCall", "system.multicall")
        .alias("again", "look")
        .mount(Blog)
}

#[test]
fn an_alias_is_the_method() {
    let dispatcher = dispatcher();
    dispatcher.check().expect("a sound set-up");
    run(async {
        assert_eq!(dispatcher.call("metaWeblog.newPost", ("x",)).await, Ok("x".to_owned()));
        assert_eq!(dispatcher.call("look", ("x",)).await, Ok("x".to_owned()));
        assert_eq!(dispatcher.call("look", ("x", 2)).await, Ok("x 2".to_owned()));
        assert_eq!(dispatcher.call("again", ("x", 3)).await, Ok("x 3".to_owned()));
        let names: Vec<String> = dispatcher.call("mt.supportedMethods", ()).await.expect("names");
        assert_eq!(names[..4], ["again", "blog.find", "blog.post", "look"]);
        let entry = value!({ "methodName": "metaWeblog.newPost", "params": ["y"] });
        assert_eq!(dispatcher.call("multiCall", (vec![entry],)).await, Ok(value!([["y"]])));
        let fault = dispatcher.call::<Value>("look", (1, 2, 3)).await.expect_err("a fault");
        assert!(fault.message().starts_with("look takes 1 parameter (text) or 2 parameters"), "{fault}");
        let fault = dispatcher.call::<Value>("look", (1, 2)).await.expect_err("a fault");
        assert!(fault.message().starts_with("parameter 1 (text)"), "{fault}");
    });
}

#[test]
fn an_alias_has_the_help_and_the_types_of_the_method() {
    let dispatcher = dispatcher();
    run(async {
        let help = dispatcher.call::<String>("system.methodHelp", ("metaWeblog.newPost",)).await;
        assert_eq!(help, Ok("An alias of blog.post.\n\nPost a text.".to_owned()));
        for (alias, name) in [("look", "blog.find"), ("mt.supportedMethods", "system.listMethods")] {
            let signature = dispatcher.call::<Value>("system.methodSignature", (alias,)).await.expect("a signature");
            assert_eq!(Ok(signature), dispatcher.call("system.methodSignature", (name,)).await, "{alias}");
        }
    });
    let method = dispatcher.method("metaWeblog.newPost").expect("it is published");
    assert_eq!(
        (method.alias_of(), method.signature()),
        (Some("blog.post"), dispatcher.method("blog.post").and_then(|method| method.signature()))
    );
}

#[test]
fn an_alias_of_a_system_method_stays_without_the_others() {
    let dispatcher = dispatcher().introspection(false).reading(Reading::tolerant());
    assert!(dispatcher.check().is_ok());
    let names: Vec<String> = run(dispatcher.call("mt.supportedMethods", ("ignored",))).expect("names");
    assert!(names.contains(&"mt.supportedMethods".to_owned()) && !names.iter().any(|name| name.starts_with("system.")));
}

#[test]
fn mistakes_name_their_place_and_what_to_do() {
    let error = |dispatcher: Dispatcher| dispatcher.check().expect_err("a mistake").to_string();
    let none = error(Dispatcher::new().alias("a", "b"));
    assert!(none.contains("`alias(\"a\", \"b\")`") && none.contains("aliases.rs:"), "{none}");
    let twice = error(Dispatcher::new().mount(Blog).alias("blog.post", "blog.find"));
    assert!(twice.contains("registered twice") && twice.contains("the alias at "), "{twice}");
    assert!(error(Dispatcher::new().alias("system.listMethods", "system.methodHelp")).contains("registered twice"));
    for (name, advice) in [("a\tb", "control character"), ("a ", "leave it out"), (" a", "leave it out"), ("", "empty")]
    {
        let wrong = error(Dispatcher::new().function(name, || 1));
        assert!(wrong.contains(advice) && wrong.contains("aliases.rs:"), "{wrong}");
    }
    for prefix in ["a.", ".a", "a..b", "."] {
        let wrong = error(Dispatcher::new().mount_at(prefix, Blog));
        assert!(wrong.contains("a dot too many") && wrong.contains("aliases.rs:"), "{wrong}");
    }
    assert!(Dispatcher::new().mount_at("", Blog).check().is_ok());
}

#[test]
fn services_are_mounted_behind_pointers() {
    static BLOG: Blog = Blog;
    let boxed: Box<dyn Service> = Box::new(Blog);
    let shared: Arc<dyn Service> = Arc::new(Blog);
    let dispatcher = Dispatcher::new()
        .mount(&BLOG)
        .mount_at("boxed", boxed)
        .mount_at("shared", shared)
        .mount_at("mapped", Box::new(Blog.map_faults(|fault, _| Fault::new(1, fault.message().to_owned()))));
    dispatcher.check().expect("a sound set-up");
    for name in ["blog.post", "boxed.post", "shared.post", "mapped.post"] {
        assert_eq!(run(dispatcher.call(name, ("x",))), Ok("x".to_owned()));
    }
    assert_eq!(run(dispatcher.call::<String>("mapped.post", ("",))), Err(Fault::new(1, "no text")));
}

#[test]
fn a_clone_shares_the_services_and_has_settings_of_its_own() {
    let first = Dispatcher::new().mount(Blog);
    let second = first.clone().function("more", || 1).introspection(false);
    assert_eq!(run(second.call("blog.post", ("x",))), Ok("x".to_owned()));
    assert!(second.method("more").is_some() && first.method("more").is_none());
    assert!(first.method("system.listMethods").is_some());
}
