//! Arguments: what is sent.

use std::process::Stdio;

use crate::support::{command, printed, run, scripted, server, xmlrpc};

#[test]
fn a_prefix_decides_about_the_type() {
    for (argument, sent) in [
        ("i:5", "Int(5)"),
        ("i8:5", "Long(5)"),
        ("i8:5000000000", "Long(5000000000)"),
        ("d:1.5", "Double(1.5)"),
        ("b:true", "Boolean(true)"),
        ("s:5", "String(\"5\")"),
        ("64:aGVsbG8=", "Base64(Base64(\"hello\"))"),
        ("nil:", "Nil"),
        ("5", "Int(5)"),
        ("5000000000", "Long(5000000000)"),
        ("-1.5", "Double(-1.5)"),
        ("true", "Boolean(true)"),
        ("null", "Nil"),
        ("\"5\"", "String(\"5\")"),
        ("", "String(\"\")"),
        ("NaN", "String(\"NaN\")"),
        ("007", "String(\"007\")"),
        ("http://host", "String(\"http://host\")"),
    ] {
        assert_eq!(printed(0, [server(), "call", "type", argument]).trim_end(), sent, "{argument}");
    }
}

#[test]
fn the_signature_decides_about_the_rest() {
    assert_eq!(printed(0, [server(), "call", "text.length", "12345"]), "5\n");
    assert_eq!(printed(0, [server(), "call", "text.length", "true"]), "4\n");
    assert_eq!(printed(0, [server(), "call", "math.half", "5"]), "2.5\n");
    assert_eq!(printed(0, [server(), "call", "text.at", "2026-01-31T12:34:56Z"]), "2026-01-31T12:34:56Z\n");
    assert_eq!(printed(0, [server(), "call", "text.bytes", "aGVsbG8="]), "5\n");
    assert_eq!(printed(0, [server(), "call", "text.length", "s:i:5"]), "3\n");
}

#[test]
fn a_file_is_sent_as_bytes() {
    let file = std::env::temp_dir().join(format!("xmlrpc-cli-{}.bin", std::process::id()));
    std::fs::write(&file, [0, 255, 10]).expect("a file is written");
    let argument = format!("@{}", file.display());
    assert_eq!(printed(0, [server(), "call", "echo", &argument]), "AP8K\n");
    let mut command = command();
    command.args([server(), "call", "echo", "@-"]).stdin(std::fs::File::open(&file).expect("the file is there"));
    assert_eq!(run(&mut command).stdout, "AP8K\n");
    let _ = std::fs::remove_file(file);
}

#[test]
fn integers_are_i4_where_the_signature_says_so() {
    let address = scripted(|name, body| match name {
        "system.methodSignature" => Some(
            "<array><data><value><array><data><value>i4</value><value>i4</value></data></array></value></data></array>"
                .into(),
        ),
        _ => Some(format!("<boolean>{}</boolean>", i32::from(body.contains("<i4>5</i4>")))),
    });
    assert_eq!(printed(0, [address.as_str(), "call", "m", "5"]), "true\n");
}

#[test]
fn a_flat_signature_does_not_refuse_the_number_of_arguments() {
    let address = scripted(|name, body| match name {
        "system.methodSignature" => {
            Some("<array><data><value>boolean</value><value>string</value><value>boolean</value></data></array>".into())
        }
        _ => Some(format!("<boolean>{}</boolean>", i32::from(body.contains("<string>5</string>")))),
    });
    let ending = xmlrpc([address.as_str(), "call", "m", "5"]);
    assert_eq!((ending.code, ending.stdout.as_str()), (Some(0), "true\n"));
    assert!(ending.stderr.starts_with("note: m has the signature (string, boolean)"), "{}", ending.stderr);
}

#[test]
fn every_way_of_saying_that_there_is_no_signature_is_understood() {
    for unknown in ["undef", "<string></string>", "<array><data></data></array>", "<nil/>", "signatures not supported"]
    {
        let address = scripted(move |name, body| match name {
            "system.methodSignature" => Some(unknown.into()),
            _ => Some(format!("<boolean>{}</boolean>", i32::from(body.contains("<int>5</int>")))),
        });
        assert_eq!(printed(0, [address.as_str(), "call", "m", "5"]), "true\n", "{unknown}");
    }
}

#[test]
fn standard_input_can_be_given_once() {
    let mut command = command();
    command.args([server(), "call", "echo", "@-", "@-"]).stdin(Stdio::null());
    let ending = run(&mut command);
    assert_eq!(ending.code, Some(2));
    assert!(ending.stderr.contains("argument 2"), "{}", ending.stderr);
}
