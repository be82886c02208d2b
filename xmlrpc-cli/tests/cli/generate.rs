//! `generate`: the code of clients. `tests/foreign` compiles and runs it.

use crate::support::{printed, scripted, server, xmlrpc};

const HOSTILE: &str = r#"{"methods": {
    "a": {}, "a.b": {}, "a.b.c": {}, "A": {}, "class": {}, "self": {}, "new": {}, "type": {}, "__init__": {},
    "<script>alert(1)</script>": {"help": "</script>\"\"\"\\ \n    code()\r/* */ \u2028\u001b[31m ```"},
    "x y": {}, "x-y": {}, "x_y": {}, "..": {}, "": {}, "日本": {}, "a\nb": {}, "fn.match": {}, "FN.match": {},
    "'\"\\": {}, "1": {}
}}"#;

fn file(name: &str, content: &str) -> String {
    let path = std::env::temp_dir().join(format!("xmlrpc-cli-{}-{name}", std::process::id()));
    std::fs::write(&path, content).expect("a file is written");
    path.to_string_lossy().into_owned()
}

#[test]
fn a_description_is_saved_and_read() {
    let saved = file("saved.json", "");
    let rust = printed(0, [server(), "generate", "rust", "--save", &saved]);
    assert!(rust.contains("async fn add(&self, a: i32, b: i32) -> Result<i32>;"), "{rust}");
    assert_eq!(printed(0, ["generate", "rust", "--from", &saved]), rust);
    let python = printed(0, [server(), "generate", "python"]);
    assert!(python.contains("def add(self, a: _builtins.int, b: _builtins.int) -> _builtins.int:"), "{python}");
    assert_eq!(printed(0, ["generate", "python", "--from", &saved]), python);
}

#[test]
fn what_only_signatures_are_known_of_has_numbered_parameters() {
    let address = scripted(|name, _| {
        match name {
        "system.listMethods" => Some("<array><data><value>add</value></data></array>".into()),
        "system.methodSignature" => Some(
            "<array><data><value><array><data><value>int</value><value>int</value></data></array></value></data></array>"
                .into(),
        ),
        _ => None,
    }
    });
    let address = address.as_str();
    assert!(printed(0, [address, "generate", "rust"]).contains("async fn add(&self, arg1: i32) -> Result<i32>;"));
    assert!(
        printed(0, [address, "generate", "python"]).contains("def add(self, arg1: _builtins.int, /) -> _builtins.int:")
    );
}

#[test]
fn our_servers_say_all_that_a_client_needs() {
    let rust = printed(0, [server(), "generate", "rust"]);
    for expected in [
        "pub struct Item {\n    pub kind: String,\n    pub name: String,\n    pub parts: Vec<Item>,\n",
        "#[serde(rename = \"the-size\", default, skip_serializing_if = \"Option::is_none\")]\n    pub the_size: Option<i64>,",
        "item: &Item,",
        "times: Option<i32>,",
        "#[param(rest)] more: &[String]",
        ") -> Result<Vec<Item>>;",
        "async fn clear(&self) -> Result<()>;",
    ] {
        assert!(rust.contains(expected), "{expected}:\n{rust}");
    }
    let python = printed(0, [server(), "generate", "python"]);
    for expected in [
        "times: _typing.Optional[_builtins.int] = None, *more: _builtins.str) -> _builtins.list[\"Item\"]:",
        "self._call(\"store.put\", *_given(item, times, *more))",
        "def clear(self) -> None:",
        "\"the-size\": _typing.NotRequired[",
    ] {
        assert!(python.contains(expected), "{expected}:\n{python}");
    }
}

#[test]
fn an_overlay_adds_names_and_structs() {
    let overlay = file(
        "overlay.toml",
        "[methods.\"math.add\"]\nparams = [{ name = \"left\" }, { name = \"right\", optional = true }]\nreturns = \"Sum\"\n\
         [structs.Sum]\ntotal = \"int\"\n\"the-parts\" = { type = \"array<int>\", optional = true }\nself = \"Sum?\"\n",
    );
    let rust = printed(0, [server(), "generate", "rust", "--overlay", &overlay]);
    for expected in [
        "async fn add(&self, left: i32, right: Option<i32>) -> Result<Sum>;",
        "pub total: i32,",
        "#[serde(rename = \"the-parts\", default, skip_serializing_if = \"Option::is_none\")]\n    pub the_parts: Option<Vec<i32>>,",
        "pub self_2: Option<Box<Sum>>,",
    ] {
        assert!(rust.contains(expected), "{expected}:\n{rust}");
    }
    let python = printed(0, [server(), "generate", "python", "--overlay", &overlay]);
    assert!(
        python
            .contains("def add(self, left: _builtins.int, right: _typing.Optional[_builtins.int] = None) -> \"Sum\":"),
        "{python}"
    );
}

#[test]
fn mistakes_in_files_are_sentences() {
    for (name, content) in [
        ("a.json", "{"),
        ("b.json", r#"{"methods": {"a": {"signatures": [{"returns": "Missing"}]}}}"#),
        ("c.toml", "[methods.a]\nparams = [{ name = \"x\", typ = \"int\" }]"),
        ("d.toml", "[methods.a]\nreturns = \"array<\""),
        ("e.toml", "[methods.a]\nparams = [{ rest = true }, { name = \"b\" }]"),
    ] {
        let path = file(name, content);
        let ending = xmlrpc(["generate", "rust", "--from", &path, "--overlay", &path]);
        assert_eq!((ending.code, ending.stdout.as_str()), (Some(2), ""), "{content}: {}", ending.stderr);
    }
    assert_eq!(xmlrpc(["generate", "rust", "--from", "/does/not/exist.json"]).code, Some(2));
    assert_eq!(xmlrpc(["generate", "rust"]).code, Some(2));
}

#[test]
fn hostile_names_are_identifiers_of_their_own() {
    let path = file("hostile.json", HOSTILE);
    let rust = printed(0, ["generate", "rust", "--from", &path]);
    let functions: Vec<&str> =
        rust.lines().filter_map(|line| line.trim().strip_prefix("async fn ")?.split('(').next()).collect();
    // `#[rpc_client]` has no empty names, and none with control characters.
    assert_eq!((functions.len(), rust.matches("    // The method ").count()), (19, 2), "{rust}");
    assert!(rust.chars().all(|c| c == '\n' || !c.is_control()), "{rust}");
    let python = printed(0, ["generate", "python", "--from", &path]);
    assert_eq!(python.matches("self._call(").count(), 21, "{python}");
    assert!(python.chars().all(|c| c == '\n' || !c.is_control()), "{python}");
}

#[test]
fn results_of_a_multicall_may_be_bare() {
    let names = "<array><data><value>system.multicall</value><value>a</value></data></array>";
    let array = |items: &str| format!("<value><array><data>{items}</data></array></value>");
    let signature = array("<value>int</value>");
    let help = "<value>help</value>";
    let wrapped = [array(&array(&signature)), array(help)].concat().repeat(2);
    let bare = [signature.as_str(), help].concat().repeat(2);
    for results in [wrapped, bare] {
        let results = format!("<array><data>{results}</data></array>");
        let address = scripted(move |name, _| match name {
            "system.listMethods" => Some(names.into()),
            "system.multicall" => Some(results.clone()),
            _ => None,
        });
        let rust = printed(0, [address.as_str(), "generate", "rust"]);
        assert!(rust.contains("    /// help\n    async fn a(&self) -> Result<i32>;"), "{rust}");
    }
}
