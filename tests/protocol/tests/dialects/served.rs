//! Dispatchers that speak a dialect: every way in which a method runs, multicalls, the system's own methods, limits.

use xmlrpc_service::dialect::{ControlCharacters, Encoding, Layout, LongForm, NilForm, VoidForm};
use xmlrpc_service::message::read_response;
use xmlrpc_service::{Dialect, Dispatcher, Fallback, Fault, Function, Limits, Value, rpc_service, value};

struct Subject;

#[rpc_service]
impl Subject {
    #[expose(inline)]
    fn inline(&self) {}

    #[expose]
    fn blocking(&self) {}

    #[expose]
    async fn later(&self) {}

    #[expose]
    fn fallible(&self) -> Result<(), String> {
        Ok(())
    }

    #[expose]
    fn maybe(&self) -> Option<i32> {
        None
    }

    #[expose]
    fn long(&self) -> i64 {
        1 << 40
    }

    #[expose]
    fn echo(&self, value: Value) -> Value {
        value
    }
}

struct Anything;

impl Fallback for Anything {
    fn call(&self, _: &str, _: Vec<Value>, _: &xmlrpc_service::CallContext) -> Result<Value, Fault> {
        Ok(Value::Nil)
    }
}

fn speaking(dialect: Dialect) -> Dispatcher {
    Dispatcher::new()
        .mount(Subject)
        .function("function", || ())
        .function("fallible function", Function::new(|| Ok::<(), String>(())).inline())
        .dialect(dialect)
}

async fn answer(dispatcher: &Dispatcher, request: Vec<u8>) -> String {
    String::from_utf8(dispatcher.handle(request).await.to_vec()).unwrap()
}

/// A multicall of methods without parameters.
fn multicall(names: &[&str]) -> Vec<u8> {
    let entries: Vec<Value> = names.iter().map(|name| value!({ "methodName": *name, "params": [] })).collect();
    Dialect::standard().write_call("system.multicall", (entries,)).unwrap()
}

#[tokio::test]
async fn void_is_told_from_nil_however_a_method_runs() {
    let dialect = Dialect { void: VoidForm::Zero, nil: NilForm::EmptyString, ..Dialect::standard() };
    let dispatcher = speaking(dialect).fallback(Anything);
    for name in ["inline", "blocking", "later", "fallible", "function", "fallible function"] {
        assert_eq!(dispatcher.call::<Value>(name, ()).await, Ok(Value::Int(0)), "{name}");
    }
    for name in ["maybe", "any other"] {
        assert_eq!(dispatcher.call::<Value>(name, ()).await, Ok(Value::String(String::new())), "{name}");
    }
    assert_eq!(dispatcher.call::<Value>("echo", (Value::Nil,)).await, Ok(Value::String(String::new())));
    let answer = answer(&dispatcher, multicall(&["later", "maybe"])).await;
    assert_eq!(read_response(answer).unwrap(), Ok(value!([[0], [""]])));
}

#[tokio::test]
async fn a_multicall_has_the_layout_and_only_what_cannot_be_carried_is_a_fault() {
    let dialect = Dialect {
        layout: Layout::Indented,
        long: LongForm::Fault,
        nil: NilForm::OmitMember,
        void: VoidForm::True,
        ..Dialect::standard()
    };
    let answer = answer(&speaking(dialect), multicall(&["later", "long", "nobody", "maybe", "blocking"])).await;
    let fault = |code: i32, text: &str| {
        format!(
            "        <value><struct>
          <member>
            <name>faultCode</name>
            <value><int>{code}</int></value>
          </member>
          <member>
            <name>faultString</name>
            <value><string>{text}</string></value>
          </member>
        </struct></value>
"
        )
    };
    let ok = "        <value><array><data>
          <value><boolean>1</boolean></value>
        </data></array></value>
";
    let expected = [
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<methodResponse>
  <params>
    <param>
      <value><array><data>
",
        ok,
        &fault(-32603, "an integer beyond 32 bits has no form in this dialect; set `Dialect::long`"),
        &fault(-32601, "method \"nobody\" is not supported"),
        &fault(-32603, "nil that is no member of a struct has no form in this dialect; set `Dialect::nil`"),
        ok,
        "      </data></array></value>
    </param>
  </params>
</methodResponse>
",
    ];
    assert_eq!(answer, expected.concat());
}

#[tokio::test]
async fn the_systems_own_methods_speak_it_too() {
    let dispatcher = speaking(Dialect::apache());
    let names = answer(&dispatcher, Dialect::standard().write_call("system.listMethods", ()).unwrap()).await;
    assert!(names.contains("<methodResponse xmlns:ex=") && names.contains("<string>echo</string>"), "{names}");
    let capabilities = answer(&dispatcher, Dialect::standard().write_call("system.getCapabilities", ()).unwrap()).await;
    assert!(capabilities.contains("<i4>1</i4>"), "{capabilities}");
}

#[tokio::test]
async fn a_result_that_cannot_be_carried_is_one_fault_and_no_half_answer() {
    let dispatcher = speaking(Dialect::strict());
    for (value, setting) in
        [(value!([1, "a", null]), "`Dialect::nil`"), (value!({ "a": { "b": 1099511627776i64 } }), "`Dialect::long`")]
    {
        let fault = dispatcher.call::<Value>("echo", (value,)).await.unwrap_err();
        assert!(fault.code() == -32603 && fault.message().contains(setting), "{fault}");
    }
}

#[tokio::test]
async fn the_limit_holds_for_the_document_that_is_sent() {
    let limits = Limits { response: 4000, ..Limits::default() };
    let dialect = Dialect {
        encoding: Encoding::Ascii,
        layout: Layout::Indented,
        control_characters: ControlCharacters::Replace,
        ..Dialect::standard()
    };
    let dispatcher = speaking(dialect).limits(limits);
    for (character, reference) in [("é", "&#233;"), ("\u{1F600}", "&#128512;")] {
        for length in [100, 400, 700, 1500] {
            let answer =
                answer(&dispatcher, Dialect::standard().write_call("echo", (character.repeat(length),)).unwrap()).await;
            assert!(answer.len() <= 4000, "{}", answer.len());
            assert_eq!(answer.contains(&reference.repeat(length)), length * reference.len() < 3900, "{length}");
        }
    }
    let failing =
        Dispatcher::new().function("fail", || Err::<i32, _>("\u{1}é".repeat(5000))).limits(limits).dialect(dialect);
    let text = answer(&failing, Dialect::standard().write_call("fail", ()).unwrap()).await;
    assert!(text.len() > 3900 && text.len() <= 4000, "{}", text.len());
    assert!(read_response::<Value>(text).unwrap().is_err());
}
