//! The command against servers from PyPI, and generated clients through mypy and rustc.
//!
//! `tests/command-line/run` installs what they need and runs them.

#[path = "../cli/support.rs"]
#[allow(dead_code)]
mod support;

mod generated;
mod supervisord;

use std::path::PathBuf;

/// A program that `tests/command-line/run` has installed.
fn installed(program: &str) -> PathBuf {
    let folder = std::env::var_os("XMLRPC_FOREIGN").expect("`tests/command-line/run` runs this test");
    PathBuf::from(folder).join("bin").join(program)
}

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("xmlrpc-foreign-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}
