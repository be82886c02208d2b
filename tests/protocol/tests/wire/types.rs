//! Every type, both ways.

use xmlrpc_service::{DateTime, Value, value};

use super::{answer_of, call_with, dispatcher, outcome};

/// The value element that a value comes back as.
#[track_caller]
fn echoed(method: &str, value: &str) -> String {
    let answer = answer_of(&dispatcher(), call_with(method, value));
    let begin = answer.find("<param>").unwrap_or_else(|| panic!("{method} {value}: {answer}"));
    let end = answer.find("</param>").expect("the end of the parameter");
    let element = &answer[begin + "<param>".len()..end];
    element.strip_prefix("<value>").and_then(|rest| rest.strip_suffix("</value>")).expect("a value").to_owned()
}

#[test]
fn a_value_comes_back_as_it_went() {
    for value in [
        "<int>0</int>",
        "<int>-2147483648</int>",
        "<i8>9223372036854775807</i8>",
        "<i8>5</i8>",
        "<boolean>1</boolean>",
        "<boolean>0</boolean>",
        "<double>1.5</double>",
        "<double>-0.0</double>",
        "<string></string>",
        "<string> white  space </string>",
        "<string>&lt;&amp;&gt;\"'é€\u{1F600}</string>",
        "<string>a&#13;\nb</string>",
        "<dateTime.iso8601>19980717T14:08:55</dateTime.iso8601>",
        "<dateTime.iso8601>2026-01-31T12:34:56.000Z</dateTime.iso8601>",
        "<base64>eW91IGNhbid0IHJlYWQgdGhpcyE=</base64>",
        "<base64>\n</base64>",
        "<nil/>",
        "<array><data></data></array>",
        "<array><data><value><int>1</int></value><value><array><data><value><nil/></value></data></array></value></data></array>",
        "<struct></struct>",
        "<struct><member><name>b</name><value><int>1</int></value></member><member><name>a</name><value><struct></struct></value></member></struct>",
        "<struct><member><name></name><value><int>1</int></value></member><member><name> a </name><value><nil/></value></member></struct>",
    ] {
        assert_eq!(echoed("echo.any", value), value);
    }
}

#[test]
fn what_clients_write_otherwise_is_read() {
    for (value, written) in [
        ("<i4>7</i4>", "<int>7</int>"),
        ("<int>+5</int>", "<int>5</int>"),
        ("<int> 007\n</int>", "<int>7</int>"),
        ("<int>9876543210</int>", "<i8>9876543210</i8>"),
        ("<i1>1</i1>", "<int>1</int>"),
        ("<biginteger>12345678901</biginteger>", "<i8>12345678901</i8>"),
        ("<bigdecimal>1.25</bigdecimal>", "<double>1.25</double>"),
        ("<boolean> true </boolean>", "<boolean>1</boolean>"),
        ("<double>.5</double>", "<double>0.5</double>"),
        ("<double>1e3</double>", "<double>1000.0</double>"),
        ("bare text", "<string>bare text</string>"),
        ("", "<string></string>"),
        ("  ", "<string>  </string>"),
        ("<string/>", "<string></string>"),
        ("<![CDATA[<b>&amp;</b>]]>", "<string>&lt;b&gt;&amp;amp;&lt;/b&gt;</string>"),
        ("a<!-- b -->c", "<string>ac</string>"),
        ("<string>a\r\nb\rc</string>", "<string>a\nb\nc</string>"),
        ("<string>&#233;&#xE9;</string>", "<string>éé</string>"),
        ("\n <int>3</int>\n", "<int>3</int>"),
        ("<!-- x --><int><!-- y -->3<?z?></int>", "<int>3</int>"),
        ("<int a='b'>3</int >", "<int>3</int>"),
        ("<base64>eW91\r\n IGNh\tbid0\n</base64>", "<base64>eW91IGNhbid0</base64>"),
        (
            "<dateTime.iso8601> 19980717T140855 </dateTime.iso8601>",
            "<dateTime.iso8601>19980717T140855</dateTime.iso8601>",
        ),
        ("<nil></nil>", "<nil/>"),
        ("<nil />", "<nil/>"),
        ("<array><data/></array>", "<array><data></data></array>"),
        ("<struct/>", "<struct></struct>"),
        (
            "<array>\n<data>\n<value>a</value>\n</data>\n</array>",
            "<array><data><value><string>a</string></value></data></array>",
        ),
        ("<ex:i8 xmlns:ex='http://ws.apache.org/xmlrpc/namespaces/extensions'>5</ex:i8>", "<i8>5</i8>"),
        ("<ex:nil xmlns:ex=\"http://ws.apache.org/xmlrpc/namespaces/extensions\"/>", "<nil/>"),
    ] {
        assert_eq!(echoed("echo.any", value), written, "{value}");
    }
}

#[test]
fn typed_parameters_and_results() {
    for (method, value) in [
        ("echo.int", "<int>-5</int>"),
        ("echo.long", "<i8>4294967296</i8>"),
        ("echo.long", "<int>42</int>"),
        ("echo.byte", "<int>255</int>"),
        ("echo.unsigned", "<i8>9223372036854775807</i8>"),
        ("echo.boolean", "<boolean>1</boolean>"),
        ("echo.double", "<double>3.25</double>"),
        ("echo.text", "<string>ünï &amp; &lt;</string>"),
        ("echo.date", "<dateTime.iso8601>20000229T00:00:00</dateTime.iso8601>"),
        ("echo.base64", "<base64>AAEC/w==</base64>"),
        ("echo.bytes", "<base64>AAEC/w==</base64>"),
        ("echo.pair", "<array><data><value><int>1</int></value><value><string>x</string></value></data></array>"),
        ("echo.map", "<struct><member><name>a</name><value><int>1</int></value></member></struct>"),
        ("echo.option", "<int>1</int>"),
        ("echo.option", "<nil/>"),
        (
            "echo.person",
            "<struct><member><name>name</name><value><string>Ada</string></value></member><member><name>age</name>\
             <value><int>36</int></value></member><member><name>tags</name><value><array><data><value><string>poet\
             </string></value></data></array></value></member></struct>",
        ),
        ("echo.shape", "<string>Empty</string>"),
        ("echo.shape", "<struct><member><name>Circle</name><value><double>1.5</double></value></member></struct>"),
        (
            "echo.shape",
            "<struct><member><name>Line</name><value><array><data><value><int>1</int></value><value><int>2</int></value>\
             </data></array></value></member></struct>",
        ),
        (
            "echo.shape",
            "<struct><member><name>Square</name><value><struct><member><name>side</name><value><int>2</int></value>\
             </member></struct></value></member></struct>",
        ),
    ] {
        assert_eq!(echoed(method, value), value, "{method}");
    }
}

#[test]
fn a_whole_number_is_a_double_too() {
    assert_eq!(echoed("echo.double", "<int>3</int>"), "<double>3.0</double>");
}

#[test]
fn bytes_are_read_as_a_sequence_of_numbers_as_well() {
    let numbers = "<array><data><value><int>0</int></value><value><int>255</int></value></data></array>";
    assert_eq!(echoed("echo.numbers", "<base64>AP8=</base64>"), numbers);
    assert_eq!(echoed("echo.numbers", numbers), numbers);
}

#[test]
fn members_may_be_absent_nil_unknown_and_in_any_order() {
    let person = |members: &str| outcome(call_with("echo.person", &format!("<struct>{members}</struct>")));
    let ada = value!({ "name": "Ada", "age": null, "tags": [] });
    let name = "<member><name>name</name><value>Ada</value></member>";
    assert_eq!(person(name), Ok(ada.clone()));
    assert_eq!(person(&format!("<member><name>age</name><value><nil/></value></member>{name}")), Ok(ada.clone()));
    assert_eq!(person(&format!("<member><name>more</name><value><struct/></value></member>{name}")), Ok(ada));
}

#[test]
fn doubles_are_written_without_exponent_where_digits_are_few() {
    for (double, written) in [
        ("1e21", "1000000000000000000000.0"),
        ("1.25e-7", "0.000000125"),
        ("-123456789012345680000", "-123456789012345680000.0"),
        ("1e300", "1e300"),
        ("0.1", "0.1"),
    ] {
        let echoed = echoed("echo.double", &format!("<double>{double}</double>"));
        let digits = echoed.strip_prefix("<double>").and_then(|rest| rest.strip_suffix("</double>"));
        assert_eq!(digits.map(|digits| digits.parse::<f64>().ok()), Some(double.parse().ok()));
        if !double.contains("300") {
            assert_eq!(digits, Some(written));
        }
    }
}

#[test]
fn no_parameters_are_written_in_three_ways() {
    for document in [
        "<methodCall><methodName>echo.nothing</methodName></methodCall>",
        "<methodCall><methodName>echo.nothing</methodName><params/></methodCall>",
        "<?xml version='1.0'?>\n<methodCall>\n<methodName>echo.nothing</methodName>\n<params>\n</params>\n</methodCall>\n",
    ] {
        assert_eq!(outcome(document), Ok(Value::Nil));
    }
}

#[test]
fn the_whole_answer_is_what_every_client_reads() {
    assert_eq!(
        answer_of(&dispatcher(), call_with("echo.int", "<int>7</int>")),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<methodResponse><params><param><value><int>7</int></value></param>\
         </params></methodResponse>\n"
    );
}

#[test]
fn character_sets() {
    let document =
        |declared: &str| format!("<?xml version='1.0' encoding='{declared}'?>{}", call_with("echo.text", "é"));
    let latin: Vec<u8> = document("ISO-8859-1").chars().map(|character| character as u8).collect();
    assert_eq!(outcome(latin), Ok("é".into()));
    let wide: Vec<u8> = "\u{feff}"
        .chars()
        .chain(document("UTF-16").chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    assert_eq!(outcome(wide), Ok("é".into()));
    assert_eq!(outcome(format!("\u{feff}{}", call_with("echo.text", "é"))), Ok("é".into()));
}

#[test]
fn values_convert_through_json_and_back() {
    let date = DateTime::new(1998, 7, 17, 14, 8, 55).expect("a date");
    let value = value!({ "a": [1, 2.5, true, null, "x"], "long": 1i64 << 40, "date": date });
    let json = serde_json::to_value(&value).expect("JSON");
    assert_eq!(json["date"], "19980717T14:08:55");
    let back: Value = serde_json::from_value(json).expect("a value");
    assert_eq!(back["a"][1], Value::Double(2.5));
    assert_eq!(back["long"].as_i64(), Some(1 << 40));
    assert_eq!(serde_json::from_str::<Value>("[-5, 5]").ok(), Some(value!([-5, 5])));
}
