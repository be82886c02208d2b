//! Requests that cost as much as a request of 8 MiB can.

/// The size of a body that `Limits::body` just allows.
const BODY: usize = 8 << 20;

/// A request by the way in which it is costly.
pub(crate) struct Input {
    pub(crate) name: &'static str,
    pub(crate) document: Vec<u8>,
}

fn call(method: &str, params: &str) -> String {
    format!("<methodCall><methodName>{method}</methodName><params>{params}</params></methodCall>")
}

fn call_with(method: &str, value: &str) -> String {
    call(method, &format!("<param><value>{value}</value></param>"))
}

/// As many repetitions as fit into a body of which `taken` bytes are something else.
fn filling(piece: &str, taken: usize) -> String {
    piece.repeat((BODY - taken) / piece.len())
}

/// A call whose one value is filled with a piece, repeated until the body is full.
fn filled(method: &str, before: &str, piece: &str, behind: &str) -> Vec<u8> {
    let frame = call_with(method, &format!("{before}{behind}")).len();
    call_with(method, &format!("{before}{}{behind}", filling(piece, frame))).into_bytes()
}

/// A call whose one value holds a piece so many times.
fn repeated(method: &str, before: &str, piece: &str, count: usize, behind: &str) -> Vec<u8> {
    call_with(method, &format!("{before}{}{behind}", piece.repeat(count))).into_bytes()
}

const ARRAY: &str = "<array><data>";
const ARRAY_END: &str = "</data></array>";

/// Requests of many values.
pub(crate) fn values() -> Vec<Input> {
    let input = |name, document| Input { name, document };
    let deep_array =
        format!("<value>{}x{}</value>", "<array><data><value>".repeat(60), "</value></data></array>".repeat(60));
    let pairs = "<value><array><data><value/></data></array></value>";
    let member = |number: usize| format!("<member><name>{number:x}</name><value/></member>");
    let members: String = (0..190_000).map(member).collect();
    let long_names: String =
        (0..30_000).map(|number| format!("<member><name>{number:0>220}</name><value/></member>")).collect();
    vec![
        input("500,000 empty values", repeated("any", ARRAY, "<value/>", 499_999, ARRAY_END)),
        input("parameters", call("echo.all", &"<param><value></value></param>".repeat(270_000)).into_bytes()),
        input("more values than allowed", filled("any", ARRAY, "<value></value>", ARRAY_END)),
        input("values of one character", repeated("any", ARRAY, "<value>x</value>", 499_999, ARRAY_END)),
        input("integers", repeated("any", ARRAY, "<value><i4>1</i4></value>", 320_000, ARRAY_END)),
        input("nested arrays", filled("any", ARRAY, &deep_array, ARRAY_END)),
        input("arrays of one element", filled("any", ARRAY, pairs, ARRAY_END)),
        input("structs of one member", {
            let piece = "<value><struct><member><name>a</name><value/></member></struct></value>";
            filled("any", ARRAY, piece, ARRAY_END)
        }),
        input("one struct of many members", call_with("any", &format!("<struct>{members}</struct>")).into_bytes()),
        input("long member names", call_with("any", &format!("<struct>{long_names}</struct>")).into_bytes()),
        input("empty base64", filled("any", ARRAY, "<value><base64/></value>", ARRAY_END)),
        input("dates", {
            let piece = "<value><dateTime.iso8601>19980717T14:08:55</dateTime.iso8601></value>";
            filled("any", ARRAY, piece, ARRAY_END)
        }),
        input("values for a method that takes none", repeated("none", ARRAY, "<value></value>", 499_999, ARRAY_END)),
        input("values of a type of one's own", repeated("texts", ARRAY, "<value></value>", 499_999, ARRAY_END)),
    ]
}

/// Requests of long texts, and of what stands where texts stand.
pub(crate) fn texts() -> Vec<Input> {
    let input = |name, document| Input { name, document };
    let utf16 = |text: &str| -> Vec<u8> {
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    // Two texts: each of them grows up to its limit.
    let halves =
        |half: &str| call_with("any", &format!("{ARRAY}<value>{half}</value><value>{half}</value>{ARRAY_END}"));
    let latin = || -> Vec<u8> {
        let document = halves(&"\u{e9}".repeat(BODY / 2 - 200));
        let declared = format!("<?xml version='1.0' encoding='ISO-8859-1'?>{document}");
        declared.chars().map(|character| character as u8).collect()
    };
    vec![
        input("one plain text", filled("any", "", "x", "")),
        input("one text of entities", filled("any", "", "&lt;", "")),
        input("one text of references", filled("any", "", "&#60;", "")),
        input("one text of carriage returns", filled("any", "", "&#13;", "")),
        input("one text of line ends", filled("any", "", "\r\n", "")),
        input("one text of empty CDATA", filled("any", "", "<![CDATA[]]>", "")),
        input("one text of CDATA", filled("any", "<![CDATA[", "\r", "]]>")),
        input("one base64", filled("any", "<base64>", "AAAA", "</base64>")),
        input("one base64 on many lines", filled("any", "<base64>", "AA\nAA\n", "</base64>")),
        input("one text for a string parameter", filled("text", "<string>", "&lt;", "</string>")),
        input("comments", repeated("any", "", "<!---->", BODY / 20, "")),
        input("one comment", filled("any", "<!--", "x", "-->")),
        input("instructions", repeated("any", "", "<?a?>", BODY / 20, "")),
        input("attributes", {
            let attributes: String = (0..64).map(|number| format!(" a{number}=''")).collect();
            repeated("any", ARRAY, &format!("<value{attributes}/>"), BODY / 2000, ARRAY_END)
        }),
        input("one attribute", filled("any", "<int a='", "x", "'>1</int>")),
        input("one attribute of references", filled("any", "<int a='", "&lt;", "'>1</int>")),
        input("more attributes than allowed", filled("any", "<int", " a=''", ">1</int>")),
        input("one element name", filled("any", "<", "a", "/>")),
        input("one method name", call(&filling("a", 200), "").into_bytes()),
        input("one digit after the other", filled("any", "<int>", "1", "</int>")),
        input("one long double", filled("any", "<double>0.", "1", "</double>")),
        input("UTF-16", utf16(&call_with("any", &"x".repeat(BODY / 2 - 200)))),
        input("UTF-16 of three bytes a character", utf16(&halves(&"日".repeat(BODY / 4 - 200)))),
        input(
            "UTF-16 values",
            utf16(&call_with("any", &format!("{ARRAY}{}{ARRAY_END}", "<value></value>".repeat(270_000)))),
        ),
        input("Latin-1", latin()),
        input("no XML", vec![b'x'; BODY]),
        input("open elements", "<a>".repeat(BODY / 3).into_bytes()),
        input("open values", call_with("any", &filling("<value>", 200)).into_bytes()),
        input("open elements in a value", call_with("any", &filling("<a>", 200)).into_bytes()),
        input("open arrays", call_with("any", &filling("<array><data><value>", 200)).into_bytes()),
    ]
}

/// Many calls in one request.
pub(crate) fn multicalls() -> Vec<Input> {
    let entry = |method: &str, values: &str| {
        format!(
            "<value><struct><member><name>methodName</name><value>{method}</value></member><member><name>params</name>\
             <value><array><data>{values}</data></array></value></member></struct></value>"
        )
    };
    let multicall =
        |entries: String| call_with("system.multicall", &format!("{ARRAY}{entries}{ARRAY_END}")).into_bytes();
    let input = |name, document| Input { name, document };
    let big = format!("<value>{}</value>", "x".repeat(8_000));
    vec![
        input("1,000 calls with large results", multicall(entry("large", "").repeat(1000))),
        input("1,000 calls with results too large together", multicall(entry("larger", "").repeat(1000))),
        input("1,000 calls of large values", multicall(entry("any", &big).repeat(1000))),
        input("1,000 calls that fail", multicall(entry("no.such", "").repeat(1000))),
        input("more calls than allowed", {
            let one = entry("n", "");
            multicall(filling(&one, 300))
        }),
        input("one call of 490,000 values", {
            multicall(entry("any", &format!("<value>{ARRAY}{}{ARRAY_END}</value>", "<value></value>".repeat(490_000))))
        }),
    ]
}
