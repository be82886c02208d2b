//! The table says what the block says.

use std::io;
use std::path::PathBuf;

use xmlrpc_server::{Service, rpc_service};

struct Directory;

/// Work with the directories of this machine.
#[rpc_service(prefix = "dir")]
impl Directory {
    /// List the names of the entries in a directory.
    ///
    /// The order is the operating system's.
    #[expose]
    fn list(&self, /** The directory to read. */ path: PathBuf) -> io::Result<Vec<String>> {
        let _ = path;
        Ok(Vec::new())
    }

    #[expose(name = "make a directory", inline)]
    fn make(&self) {}

    #[expose]
    async fn r#move(&self, _from: PathBuf, r#in: Option<PathBuf>) {
        let _ = r#in;
    }

    fn helper(&self) {}
}

fn main() {
    Directory.helper();
    let info = Directory.info();
    assert_eq!(info.name(), "Directory");
    assert_eq!(info.prefix(), "dir");
    assert_eq!(info.description(), "Work with the directories of this machine.");

    let [list, make, r#move] = info.methods().iter().collect::<Vec<_>>()[..] else { panic!("three methods are exposed") };
    assert_eq!(list.name(), "list");
    assert_eq!(list.description(), "List the names of the entries in a directory.\n\nThe order is the operating system's.");
    assert_eq!(list.parameter_list()[0].name(), "path");
    assert_eq!(list.parameter_list()[0].description(), "The directory to read.");
    assert_eq!(list.wire_signature().unwrap().forms(), [["array", "string"]]);
    assert!(list.source().to_string().ends_with("table.rs:17"), "{}", list.source());

    assert_eq!(make.name(), "make a directory");
    assert_eq!(make.wire_signature().unwrap().forms(), [["nil"]]);

    assert_eq!(r#move.name(), "move");
    let names: Vec<_> = r#move.parameter_list().iter().map(|parameter| parameter.name()).collect();
    assert_eq!(names, ["from", "in"]);
    assert_eq!(r#move.wire_signature().unwrap().forms(), [vec!["nil", "string"], vec!["nil", "string", "string"]]);
}
