"""Calls every method of the conformance example, with every type that Python can send.

Usage: python3 python_client.py URL
"""

import datetime
import http.client
import math
import sys
import tempfile
import unittest
import urllib.parse
import xmlrpc.client
from pathlib import Path
from xmlrpc.client import Binary, DateTime, Fault

URL = sys.argv.pop(1)

INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMETERS = -32602
INTERNAL_ERROR = -32603
NOT_WELL_FORMED = -32700
APPLICATION_ERROR = -32500

TEXTS = [
    "",
    "plain",
    "  white space, kept  ",
    "line\nfeed\ttab",
    "carriage\rreturn\r\n",
    "<tag attribute='\"'> & ]]> &amp; &#65;",
    "Ünïcödé",
    "日本語",
    "\U0001f600 beyond the first plane \U0010fffd",
    "\u0085\u2028\ufeff",
    "long " * 20000,
]
DATES = ["19980717T14:08:55", "00010101T00:00:00", "99991231T23:59:59", "2026-01-31T12:34:56.000Z"]
BYTES = [b"", b"\x00", bytes(range(256)), b"long " * 20000]
STOOGES = {"moe": 1, "larry": 20, "curly": 300}


class Conformance(unittest.TestCase):
    def setUp(self):
        self.server = xmlrpc.client.ServerProxy(URL, allow_none=True)
        self.addCleanup(self.server("close"))

    def fault(self, method, *params):
        with self.assertRaises(Fault) as caught:
            getattr(self.server, method)(*params)
        return caught.exception

    def assert_echoed(self, value, *methods):
        for method in methods or ("examples.echo", "echo", "interopEchoTests.echoValue"):
            with self.subTest(method):
                echoed = getattr(self.server, method)(value)
                self.assertEqual(echoed, value)
                self.assertIs(type(echoed), type(value))


class Validator1(Conformance):
    def test_array_of_structs(self):
        structs = [dict(STOOGES, shemp=7) for _ in range(10)]
        self.assertEqual(self.server.validator1.arrayOfStructsTest(structs), 3000)
        self.assertEqual(self.server.validator1.arrayOfStructsTest([]), 0)

    def test_count_the_entities(self):
        counted = self.server.validator1.countTheEntities("<<<>>&&&&'\"\"x" * 50)
        expected = {
            "ctLeftAngleBrackets": 150,
            "ctRightAngleBrackets": 100,
            "ctAmpersands": 200,
            "ctApostrophes": 50,
            "ctQuotes": 100,
        }
        self.assertEqual(counted, expected)

    def test_easy_struct(self):
        self.assertEqual(self.server.validator1.easyStructTest(dict(STOOGES, extra="x")), 321)

    def test_echo_struct(self):
        struct = {f"substruct{n}": dict(STOOGES, bytes=Binary(b"x")) for n in range(10)}
        self.assertEqual(self.server.validator1.echoStructTest(struct), struct)

    def test_many_types(self):
        params = [42, True, "text", 3.25, DateTime("19980717T14:08:55"), Binary(b"bytes")]
        answer = self.server.validator1.manyTypesTest(*params)
        self.assertEqual(answer, params)
        self.assertEqual([type(value) for value in answer], [type(value) for value in params])

    def test_moderate_size_array(self):
        strings = [f"string {n} & more" for n in range(200)]
        joined = self.server.validator1.moderateSizeArrayCheck(strings)
        self.assertEqual(joined, strings[0] + strings[-1])

    def test_nested_struct(self):
        calendar = {
            str(year): {f"{month:02}": {f"{day:02}": {} for day in range(1, 29)} for month in range(1, 13)}
            for year in (1999, 2000, 2001)
        }
        calendar["2000"]["04"]["01"] = dict(STOOGES, joe=5)
        self.assertEqual(self.server.validator1.nestedStructTest(calendar), 321)

    def test_simple_struct_return(self):
        expected = {"times10": -70, "times100": -700, "times1000": -7000}
        self.assertEqual(self.server.validator1.simpleStructReturnTest(-7), expected)


class InteropEchoTests(Conformance):
    def test_each_type_by_its_own_method(self):
        date = DateTime("20260131T12:34:56")
        for method, value in {
            "String": "text",
            "Integer": -5,
            "Boolean": False,
            "Float": -0.125,
            "Struct": {"a": 1, "b": {"c": [None]}},
            "Date": date,
            "Base64": Binary(b"\x00\xff"),
            "StringArray": ["a", "", "ß"],
            "IntegerArray": [1, -2, 3],
            "FloatArray": [1.5, -2.25],
            "StructArray": [{"a": 1}, {}],
            "Value": [1, "two", 3.5, True, None, date],
        }.items():
            self.assert_echoed(value, f"interopEchoTests.echo{method}")

    def test_without_parameters(self):
        self.assertIsInstance(self.server.interopEchoTests.noInParams(), int)
        toolkit = self.server.interopEchoTests.whichToolkit()
        self.assertEqual(toolkit["toolkitName"], "xmlrpc-server")
        names = {"toolkitDocsUrl", "toolkitName", "toolkitVersion", "toolkitOperatingSystem"}
        self.assertEqual(set(toolkit), names)


class Types(Conformance):
    def test_integers(self):
        for number in (0, 1, -1, 2**31 - 1, -(2**31)):
            self.assert_echoed(number)

    def test_booleans(self):
        self.assert_echoed(True)
        self.assert_echoed(False)

    def test_doubles(self):
        for number in (0.0, 1.5, -1e-7, 0.1, math.pi, 1e22, 1.7976931348623157e308, 5e-324):
            self.assert_echoed(number)
        self.assertEqual(math.copysign(1, self.server.examples.echo(-0.0)), -1)

    def test_strings(self):
        for text in TEXTS:
            # Python writes a carriage return as it is, and XML reads that as a line feed.
            received = text.replace("\r\n", "\n").replace("\r", "\n")
            for method in ("examples.echo", "echo", "interopEchoTests.echoString"):
                self.assertEqual(getattr(self.server, method)(text), received)

    def test_a_carriage_return_sent_as_a_reference_comes_back(self):
        self.assertEqual(call_raw("examples.echo", "<value><string>a&#13;b</string></value>"), "a\rb")

    def test_dates(self):
        for text in DATES:
            self.assert_echoed(DateTime(text))
            for method in ("examples.echo", "echo", "interopEchoTests.echoDate"):
                self.assertEqual(getattr(self.server, method)(DateTime(text)).value, text)

    def test_dates_as_python_has_them(self):
        server = xmlrpc.client.ServerProxy(URL, use_builtin_types=True)
        moment = datetime.datetime(2026, 1, 31, 12, 34, 56)
        self.assertEqual(server.examples.echo(moment), moment)
        server("close")()

    def test_bytes(self):
        for data in BYTES:
            self.assert_echoed(Binary(data), "examples.echo", "echo", "interopEchoTests.echoBase64")

    def test_nil(self):
        self.assert_echoed(None)
        self.assert_echoed([None, {"none": None}])

    def test_structs_and_arrays(self):
        deep = "bottom"
        for _ in range(60):
            deep = [deep]
        for value in ([], {}, [[]], [{}], {"": ""}, {"<name> & 'more'": [1, {"ß": "ü"}]}, deep, [list(range(1000))]):
            self.assert_echoed(value)

    def test_integers_beyond_32_bits(self):
        for number in (2**31, -(2**31) - 1, 2**63 - 1, -(2**63)):
            for method in ("examples.echo", "echo"):
                for element in ("i8", "int"):
                    value = f"<value><{element}>{number}</{element}></value>"
                    self.assertEqual(call_raw(method, value), number)


class EchoOfOneOfSeveralTypes(Conformance):
    def test_what_it_has_types_for(self):
        record = {"id": 1, "name": "Ada", "score": 9.5, "active": True}
        for value in ([1, 2, 3], [record], [record] * 100, Binary(b"x" * 1000), "text"):
            self.assert_echoed(value, "echo")

    def test_anything_else(self):
        almost = {"id": "1", "name": "Ada", "score": 9.5, "active": True}
        scalars = [7, 1.5, True, None, DateTime("19980717T14:08:55")]
        arrays = [[almost, 1], ["a", 1], [1, "a", None, 2], [1.5, 2], [[1], "x"]]
        for value in [*scalars, almost, *arrays]:
            self.assert_echoed(value, "echo")

    def test_an_array_of_records_is_what_its_first_element_says(self):
        record = {"id": 1, "name": "Ada", "score": 9.5, "active": True}
        fault = self.fault("echo", [record, dict(record, more=1)])
        self.assertEqual(fault.faultCode, INVALID_PARAMETERS)


class Faults(Conformance):
    def test_the_specification_s_own(self):
        fault = self.fault("examples.fault")
        self.assertEqual((fault.faultCode, fault.faultString), (4, "Too many parameters."))

    def test_sums_and_products_that_do_not_fit(self):
        self.assertEqual(self.server.examples.add(2, 3), 5)
        self.assertEqual(self.fault("examples.add", 2**31 - 1, 1).faultCode, APPLICATION_ERROR)
        self.assertEqual(getattr(self.server, "multiply args")(6, 7), 42)
        self.assertEqual(self.fault("multiply args", 2**16, 2**16).faultCode, APPLICATION_ERROR)

    def test_names_that_are_not_published(self):
        for name in ("prefix.private", "public", "private", "no such", "examples", "examples.add.more", "ä"):
            fault = self.fault(name)
            self.assertEqual(fault.faultCode, METHOD_NOT_FOUND)
            self.assertEqual(fault.faultString, f'method "{name}" is not supported')
        self.assertEqual(self.server.prefix.public(), "This is public")

    def test_parameters_that_do_not_suit(self):
        for params in ((), (1,), (1, 2, 3), (1, "2"), (1, None), (1, 2.5)):
            self.assertEqual(self.fault("examples.add", *params).faultCode, INVALID_PARAMETERS, params)
        self.assertIn("b", self.fault("examples.add", 1, "2").faultString)
        self.assertEqual(self.fault("examples.sleep", -1.0).faultCode, INVALID_PARAMETERS)

    def test_a_panic(self):
        for _ in range(10):
            self.assertEqual(self.fault("examples.panic").faultCode, INTERNAL_ERROR)
        self.assertEqual(self.server.examples.add(2, 3), 5)

    def test_documents_that_are_no_call(self):
        for body, code in (
            ("", NOT_WELL_FORMED),
            ("<methodCall>", NOT_WELL_FORMED),
            ("<!DOCTYPE x><methodCall/>", NOT_WELL_FORMED),
            ("<methodCall></methodCall>", INVALID_REQUEST),
            ("<html></html>", INVALID_REQUEST),
        ):
            with self.assertRaises(Fault) as caught:
                xmlrpc.client.loads(post(body))
            self.assertEqual(caught.exception.faultCode, code, body)


class Multicall(Conformance):
    def test_entries_answer_and_fail_one_by_one(self):
        calls = xmlrpc.client.MultiCall(self.server)
        calls.examples.add(2, 3)
        calls.examples.fault()
        calls.examples.echo(["ß", None, {"a": 1}])
        calls.examples.panic()
        calls.examples.nap(0.01)
        calls.no.such()
        results = calls()
        self.assertEqual((results[0], results[2], results[4]), (5, ["ß", None, {"a": 1}], 0.01))
        for index, code in ((1, 4), (3, INTERNAL_ERROR), (5, METHOD_NOT_FOUND)):
            with self.assertRaises(Fault) as caught:
                results[index]
            self.assertEqual(caught.exception.faultCode, code)

    def test_none_inside_another(self):
        answers = self.server.system.multicall([{"methodName": "system.multicall", "params": [[]]}])
        self.assertEqual(answers[0]["faultCode"], INVALID_REQUEST)

    def test_an_empty_one(self):
        self.assertEqual(self.server.system.multicall([]), [])


class EverythingElse(Conformance):
    def test_directories(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "Verzeichnis für Tests")
            self.assertIsNone(self.server.dir.create(str(path)))
            self.assertEqual(self.server.dir.list(folder), [path.name])
            self.assertEqual(self.fault("dir.create", str(path)).faultCode, APPLICATION_ERROR)
            self.assertIsNone(self.server.dir.remove(str(path)))
            self.assertEqual(self.server.dir.list(folder), [])

    def test_waiting(self):
        self.assertEqual(self.server.examples.sleep(0.01), 0.01)
        self.assertEqual(self.server.examples.nap(0.01), 0.01)

    def test_introspection(self):
        names = self.server.system.listMethods()
        self.assertEqual(names, sorted(names))
        self.assertIn("multiply args", names)
        self.assertIn("echo", names)
        self.assertNotIn("prefix.private", names)
        for name in names:
            self.assertTrue(self.server.system.methodHelp(name), name)
            self.assertTrue(self.server.system.methodSignature(name), name)
        self.assertEqual(self.server.system.methodSignature("examples.add"), [["int", "int", "int"]])
        self.assertEqual(self.server.system.methodSignature("dir.create"), "undef")
        self.assertEqual(self.fault("system.methodHelp", "no.such").faultCode, METHOD_NOT_FOUND)


def post(body):
    """Posts a document as it is, and answers the answer's."""
    url = urllib.parse.urlsplit(URL)
    connection = http.client.HTTPConnection(url.hostname, url.port)
    try:
        connection.request("POST", "/RPC2", body.encode(), {"Content-Type": "text/xml"})
        return connection.getresponse().read()
    finally:
        connection.close()


def call_raw(method, value):
    """Calls a method with a value that Python itself cannot write."""
    body = (
        f"<?xml version='1.0'?><methodCall><methodName>{method}</methodName>"
        f"<params><param>{value}</param></params></methodCall>"
    )
    (answer,), _ = xmlrpc.client.loads(post(body))
    return answer


if __name__ == "__main__":
    unittest.main()
