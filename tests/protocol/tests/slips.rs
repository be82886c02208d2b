//! Syntax and type errors in a method: the compiler reports the same errors for a block with our attributes and for one
//! without them, in the same words and places. With our attributes there may be fewer consequences.

use std::io::Write;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use xmlrpc_protocol_tests::process::workspace;

/// What our attributes become in the program without them: comments of the same length.
const ATTRIBUTES: [(&str, &str); 4] = [
    ("#[rpc_service]", "/*pc_service*/"),
    ("#[expose]", "/*xpose*/"),
    ("#[param(default)]", "/*aram(default)*/"),
    ("assert_service(Api);", "/*sert_service(Api)*/"),
];

const HEAD: &str = "\
#![allow(unused)]
use xmlrpc_service::{CallContext, Fault, Service, rpc_service};

pub struct Api;

pub fn assert_service(_: impl Service) {}

#[rpc_service]
impl Api {
    const LIMIT: i32 = 3;
";

/// The methods of the block. Each can be called with `(1)` or with `()`.
const METHODS: [&str; 10] = [
    "fn method(&self, number: i32) -> i32 { number }",
    "async fn method(&self, #[param(default)] number: i32) -> i32 { number }",
    "fn method(&self, number: i32) -> Result<i32, Fault> { Ok(number) }",
    "fn method(&self) -> i32 { Self::LIMIT }",
    "async fn method(&self) -> Result<String, Fault> { Ok(String::new()) }",
    "fn method(&self, number: i32) -> Vec<i32> { vec![number] }",
    "pub fn method(&self, number: i32) { }",
    "async fn method(&self, number: i32) -> String { number.to_string() }",
    "fn method(&self) { }",
    "fn method(&self, number: i32) -> Option<i32> { Some(number) }",
];

/// Methods with a slip, which take the place of another one. All can be called with `(1)`.
const SLIPS: [&str; 16] = [
    // In the body.
    "fn method(&self, number: i32) -> i32 { let text = ; number }",
    "async fn method(&self, number: i32) -> i32 { let twice = number * 2\n        twice }",
    "fn method(&self, number: i32) -> i32 { self. }",
    "async fn method(&self, number: i32) -> i32 { if }",
    "fn method(&self, number: i32) -> i32 { number @ 1 }",
    "fn method(&self, number: i32) -> i32 { match number { 1 => } }",
    "fn method(&self, number: i32) -> i32 { i32::max(number 2) }",
    "async fn method(&self, number: i32) -> i32 { unknown!(number); nothing }",
    "fn method(&self, number: i32) -> i32 { \"text\" }",
    // In the signature.
    "fn method(&self, #[param(default)] number: ) -> i32 { 1 }",
    "fn method(&self, number i32) -> i32 { 1 }",
    "fn method(&self, number: i32) -> { 1 }",
    "async fn method(&self, number: Vec<i32) -> i32 { 1 }",
    "fn method(&self, number: Unknown) -> i32 { 1 }",
    "fn method(&self, number: i32) -> Unknown { 1 }",
    "pub method(&self, number: i32) -> i32 { number }",
];

/// Where the slips stand: among the methods, and at their end.
const POSITIONS: [usize; 2] = [2, 9];

#[test]
fn slips_give_the_errors_that_they_give_without_the_macros() {
    let compiler = Compiler::new();
    let sound = compiler.output(&program(&METHODS));
    assert!(sound.is_empty(), "the program without slips compiles:\n{sound}");
    let cases: Vec<(&str, usize)> =
        SLIPS.into_iter().flat_map(|slip| POSITIONS.map(|position| (slip, position))).collect();
    let next = AtomicUsize::new(0);
    let check_all = || {
        let mut found = Vec::new();
        while let Some((slip, position)) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            found.extend(compiler.difference(slip, *position));
        }
        found
    };
    let differences: Vec<String> = thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, NonZero::get).min(4);
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(check_all)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("the thread ends")).collect()
    });
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

/// A block of these methods, and a call of each.
fn program(methods: &[&str; 10]) -> String {
    let mut program = HEAD.to_owned();
    let mut calls = String::new();
    for (index, method) in methods.iter().enumerate() {
        let name = format!("method_{index}");
        program.push_str(&format!("\n    #[expose]\n    {}\n", method.replace("method", &name)));
        let argument = if method.contains("number") { "1" } else { "" };
        calls.push_str(&format!("    let _ = Api.{name}({argument});\n"));
    }
    program + &format!("}}\n\npub fn calls() {{\n    assert_service(Api);\n{calls}}}\n")
}

fn without_attributes(text: &str) -> String {
    ATTRIBUTES.iter().fold(text.to_owned(), |text, (with, without)| text.replace(with, without))
}

/// `rustc`, and where it finds the framework.
struct Compiler {
    library: PathBuf,
    folder: PathBuf,
}

impl Compiler {
    /// Builds the framework beside the running test.
    fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let target = folder.parent().expect("the folder is in the target folder");
        let output = Command::new(env!("CARGO"))
            .args(["check", "--quiet", "--package", "xmlrpc-service", "--message-format", "json", "--target-dir"])
            .arg(target)
            .current_dir(workspace())
            .stderr(Stdio::inherit())
            .output()
            .expect("cargo starts");
        assert!(output.status.success(), "the framework cannot be built");
        let library = output.stdout.split(|&byte| byte == b'\n').find_map(library).expect("cargo names the library");
        Compiler { library, folder: folder.to_owned() }
    }

    /// What the compiler writes about a program.
    fn output(&self, program: &str) -> String {
        let dependencies = self.library.parent().expect("the library is in a folder");
        let mut child = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
            .args(["--edition", "2024", "--crate-name", "slip", "--crate-type", "lib", "--emit", "metadata"])
            .arg("--extern")
            .arg(format!("xmlrpc_service={}", self.library.display()))
            .arg("-L")
            .arg(format!("dependency={}", dependencies.display()))
            .arg("--out-dir")
            .arg(&self.folder)
            .arg("-")
            .current_dir(workspace())
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("rustc starts");
        let mut stdin = child.stdin.take().expect("stdin is a pipe");
        stdin.write_all(program.as_bytes()).expect("rustc reads the program");
        drop(stdin);
        let output = child.wait_with_output().expect("rustc ends");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// How the errors with our attributes differ from those without them.
    fn difference(&self, slip: &str, position: usize) -> Option<String> {
        let mut methods = METHODS;
        methods[position] = slip;
        let program = program(&methods);
        let with = without_attributes(&self.output(&program));
        let without = self.output(&without_attributes(&program));
        assert!(without.contains("error"), "this is no slip: {slip}");
        let added = minus(&with, &without);
        // The compiler drops the methods behind some mistakes, and finds that they are missing.
        let lost = minus(&without, &with).into_iter().filter(|error| !error.contains("no method named `method_"));
        let differences: Vec<&str> = added.into_iter().chain(lost).collect();
        (!differences.is_empty())
            .then(|| format!("== {slip} as method {position}, with attributes:\n{with}== without:\n{without}"))
    }
}

/// The errors of one output that are not in another one.
fn minus<'o>(output: &'o str, other: &str) -> Vec<&'o str> {
    output
        .split("\n\n")
        .filter(|error| !error.starts_with("error: aborting due to") && !error.starts_with("For more information"))
        .filter(|error| !other.contains(error.trim_end()))
        .collect()
}

/// The library, if this message of cargo's is about it.
fn library(message: &[u8]) -> Option<PathBuf> {
    let message: serde_json::Value = serde_json::from_slice(message).ok()?;
    let is_library = message["reason"] == "compiler-artifact" && message["target"]["name"] == "xmlrpc_service";
    let files = message["filenames"].as_array().filter(|_| is_library)?;
    files.iter().find_map(|file| file.as_str().filter(|file| file.ends_with(".rmeta")).map(PathBuf::from))
}
