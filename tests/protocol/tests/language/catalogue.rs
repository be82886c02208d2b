//! What the program has linked in, without a server.

use xmlrpc_service::{catalogue, expose, methods_without_help, rpc_service};

struct Catalogued;

/// A service to be found.
#[rpc_service(prefix = "catalogued")]
impl Catalogued {
    /// Has help.
    #[expose]
    fn documented() {}

    #[expose]
    fn undocumented() {}

    #[expose(hidden)]
    fn hidden() {}
}

struct Generic<T>(T);

#[rpc_service(prefix = "generic")]
impl<T: Clone> Generic<T> {
    #[expose]
    fn size(&self) {}
}

/// A function to be found.
#[expose]
fn catalogued_function() {}

#[test]
fn every_type_that_is_not_generic_is_catalogued() {
    assert_eq!(Generic(1).0, 1);
    let prefixes: Vec<&str> = catalogue().map(|service| service.prefix()).collect();
    assert!(prefixes.is_sorted());
    assert!(prefixes.contains(&"system") && prefixes.contains(&"catalogued") && !prefixes.contains(&"generic"));
    let service = catalogue().find(|service| service.name() == "Catalogued").expect("it is linked in");
    assert_eq!(service.description(), "A service to be found.");
    let names: Vec<&str> = service.methods().iter().map(|method| method.name()).collect();
    assert_eq!(names, ["documented", "undocumented", "hidden"]);
    assert!(catalogue().any(|service| service.name() == "catalogued_function"));
    catalogued_function();
}

#[test]
fn methods_without_help_are_told_with_their_place() {
    let lines: Vec<String> = methods_without_help().into_iter().filter(|line| line.contains("catalogued")).collect();
    let [line] = lines.as_slice() else { panic!("one method: {lines:?}") };
    assert!(line.starts_with("catalogued.undocumented (Catalogued, ") && line.contains("catalogue.rs:"), "{line}");
}
