//! Mistakes: one sentence, and the way out.

use crate::support::{printed, server, xmlrpc};

#[test]
fn an_address_that_is_none() {
    for address in
        ["localhost", "localhost:9000", "", "ftp://host", "http://", "unix:", "http://host:99999", "http://[::1"]
    {
        let ending = xmlrpc([address, "list"]);
        assert_eq!(ending.code, Some(2), "{address}: {}", ending.stderr);
        assert!(
            ending.stderr.starts_with("xmlrpc: ") && ending.stderr.lines().count() <= 2,
            "{address}: {}",
            ending.stderr
        );
    }
    assert!(xmlrpc(["list"]).stderr.contains("no address"));
    assert_eq!(xmlrpc(["list"]).code, Some(2));
}

#[test]
fn a_method_that_does_not_exist() {
    let text = printed(1, [server(), "call", "math.ad", "1", "2"]);
    assert!(text.contains("-32601") && text.contains("\"math.add\""), "{text}");
    let text = printed(1, [server(), "describe", "add"]);
    assert!(text.contains("\"math.add\""), "{text}");
    let text = printed(1, [server(), "call", "entirely.different"]);
    assert!(text.contains("`list`"), "{text}");
}

#[test]
fn arguments_that_do_not_fit_the_signature() {
    for (arguments, expected) in [
        (&["math.add", "1"][..], "(a: int, b: int)"),
        (&["math.add", "1", "2", "3"], "(a: int, b: int)"),
        (&["math.add", "x", "2"], "argument 1"),
        (&["math.add", "1", ""], "argument 2"),
        (&["math.half", "much"], "a number"),
        (&["text.at", "yesterday"], "20260131T12:34:56"),
        (&["text.bytes", "!"], "@FILE"),
    ] {
        let text = printed(2, [server(), "call"].iter().chain(arguments));
        assert!(text.contains(expected) && text.contains("--untyped"), "{arguments:?}: {text}");
    }
    // The server decides then.
    assert!(printed(1, [server(), "call", "math.add", "1", "--untyped"]).contains("fault -32602"));
}

#[test]
fn arguments_that_cannot_be_sent() {
    for argument in [
        "i:x",
        "i:5000000000",
        "i8:9223372036854775808",
        "d:NaN",
        "d:inf",
        "b:yes",
        "t:now",
        "64:!",
        "nil:x",
        "@",
        "@/does/not/exist",
        "@/",
        "99999999999999999999",
        "1e999",
        r#"{"a": 1, "a": 2}"#,
        r#"{"$base64": 5}"#,
        r#""\ud800""#,
        &format!("{}{}", "[".repeat(5000), "]".repeat(5000)),
        "s:\u{1}",
        r#"{"a": ["\u0000"]}"#,
    ] {
        let ending = xmlrpc([server(), "call", "echo", argument]);
        assert_eq!(ending.code, Some(2), "{argument:.30}: {}{}", ending.stdout, ending.stderr);
        assert!(ending.stderr.starts_with("xmlrpc: "), "{argument:.30}: {}", ending.stderr);
        assert!(ending.stderr.len() < 400, "{argument:.30}: {}", ending.stderr);
    }
}

#[test]
fn options_and_commands_that_do_not_exist() {
    for line in [
        &["http://h", "lst"][..],
        &["http://h"],
        &["http://h", "call"],
        &["http://h", "describe"],
        &["http://h", "call", "m", "-x"],
        &["http://h", "call", ""],
        &["http://h", "generate", "perl"],
        &["http://h", "list", "--timeout", "soon"],
        &["http://h", "list", "--timeout", "0"],
        &["http://h", "list", "--reading", "loose"],
        &["http://h", "list", "--preset", "unheard-of"],
        &["http://h", "list", "--header", "no colon"],
        &["http://h", "list", "--header", "a b: c"],
        &["http://h", "list", "--user", "a", "--bearer", "b"],
        &["http://h", "list", "--bearer", "@/does/not/exist"],
        &[],
    ] {
        let ending = xmlrpc(line);
        assert_eq!((ending.code, ending.stdout.as_str()), (Some(2), ""), "{line:?}: {}", ending.stderr);
        assert!(!ending.stderr.is_empty(), "{line:?}");
    }
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let bytes = OsStr::from_bytes(b"a\xff");
    let text = printed(2, [OsStr::new(server()), OsStr::new("call"), OsStr::new("echo"), bytes]);
    assert!(text.contains("argument 1 is not UTF-8"), "{text}");
    assert_eq!(xmlrpc([bytes, OsStr::new("list")]).code, Some(2));
}

#[test]
fn help_names_the_safer_ways_for_secrets() {
    let help = printed(0, ["--help"]);
    for expected in ["XMLRPC_PASSWORD", "XMLRPC_BEARER", "@FILE", "Exit codes", "unix:/path"] {
        assert!(help.contains(expected), "{expected}");
    }
    assert!(printed(0, [server(), "call", "--help"]).contains("i8:5000000000"));
    assert!(printed(0, ["--version"]).starts_with("xmlrpc 0."));
}
