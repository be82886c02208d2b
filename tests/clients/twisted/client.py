"""Calls the conformance example with Twisted's Proxy."""

import sys
from datetime import datetime
from xmlrpc.client import Binary, Fault

from twisted.internet.task import react
from twisted.internet.defer import ensureDeferred
from twisted.web.xmlrpc import Proxy

STOOGES = {"moe": 1, "larry": 20, "curly": 300}
MAX, MIN = sys.float_info.max, sys.float_info.min


class Client:
    def __init__(self, server):
        self.server = server

    async def call(self, method, *params):
        return await self.server.callRemote(method, *params)

    async def returns(self, wanted, method, *params):
        same(await self.call(method, *params), wanted)

    async def echoed(self, method, *values):
        for value in values:
            await self.returns(value, method, value)

    async def text(self, *texts):
        await self.echoed("interopEchoTests.echoString", *texts)

    async def fault(self, code, text, method, *params):
        try:
            await self.call(method, *params)
        except Fault as fault:
            if fault.faultCode != code or text not in fault.faultString:
                raise
        else:
            raise AssertionError("no fault")

    async def check(self, name, *bodies):
        try:
            for body in bodies:
                await body
            print(f"{name}\tok")
        except Exception as error:
            print(f"{name}\twrong\t{' '.join(repr(error).split())[:200]}")
        finally:
            for body in bodies:
                body.close()


def same(got, wanted):
    if got != wanted or type(got) is not type(wanted):
        raise AssertionError(f"got {got!r:.80}, not {wanted!r:.80}")


async def main(_reactor):
    client = Client(Proxy(sys.argv[1].encode(), allowNone=True, useDateTime=True))
    await validator1(client, client.check)
    await types(client, client.check)
    await everything_else(client, client.check)


async def validator1(c, check):
    await check("arrayOfStructsTest", c.returns(2100, "validator1.arrayOfStructsTest", [STOOGES] * 7))
    counts = {
        "ctLeftAngleBrackets": 4,
        "ctRightAngleBrackets": 3,
        "ctAmpersands": 2,
        "ctApostrophes": 1,
        "ctQuotes": 5,
    }
    await check("countTheEntities", c.returns(counts, "validator1.countTheEntities", "<<<<>>>&&'\"\"\"\"\"x"))
    await check("easyStructTest", c.returns(321, "validator1.easyStructTest", STOOGES))
    await check("echoStructTest", c.echoed("validator1.echoStructTest", {"a": STOOGES, "b": STOOGES}))
    many = [42, True, "text", 3.25, datetime(1998, 7, 17, 14, 8, 55), Binary(b"bytes")]
    await check("manyTypesTest", c.returns(many, "validator1.manyTypesTest", *many))
    strings = [f"string {n}" for n in range(150)]
    await check("moderateSizeArrayCheck", c.returns("string 0string 149", "validator1.moderateSizeArrayCheck", strings))
    calendar = {"1999": {}, "2000": {"04": {"01": STOOGES, "02": {}}}}
    await check("nestedStructTest", c.returns(321, "validator1.nestedStructTest", calendar))
    multiples = {"times10": -70, "times100": -700, "times1000": -7000}
    await check("simpleStructReturnTest", c.returns(multiples, "validator1.simpleStructReturnTest", -7))


async def types(c, check):
    await check("int", c.echoed("interopEchoTests.echoInteger", 0, 1, -1, 2**31 - 1, -(2**31)))
    await check("i8", c.echoed("examples.echo", 2**31, -(2**31) - 1, 2**63 - 1, -(2**63)))
    await check("boolean", c.echoed("interopEchoTests.echoBoolean", True, False))
    await check("double", c.echoed("interopEchoTests.echoFloat", 1.5, -0.125, 0.1, 100.0))
    await check("large-doubles", c.echoed("interopEchoTests.echoFloat", 1e22, MAX))
    await check("small-doubles", c.echoed("interopEchoTests.echoFloat", -1e-7, MIN))
    await check("string", c.text("text", "more text"))
    await check("long-string", c.text("long " * 300_000 + "end"))
    await check("empty-string", c.text(""))
    await check("white-space", c.text(" \t kept\n\n ", " ", "\n"))
    await check("carriage-returns", c.text("a\rb\r\nc"))
    await check("markup", c.text("<tag a='\"'> & ]]> &amp; &#65; <!-- -->"))
    await check("latin", c.text("Ünïcödé ÿ"))
    await check("east-asian", c.text("日本語 Ελλάδα"))
    await check("beyond-ffff", c.text("😀 𐍈 \U0010fffd"))
    dates = datetime(1998, 7, 17, 14, 8, 55), datetime(2026, 1, 31)
    await check("date", c.echoed("interopEchoTests.echoDate", *dates))
    await check("date-before-1970", c.echoed("interopEchoTests.echoDate", datetime(1969, 7, 20, 20, 17, 40)))
    lengthy = Binary(b"long " * 2000)
    await check("bytes", c.echoed("interopEchoTests.echoBase64", Binary(bytes(range(256))), lengthy))
    await check("empty-bytes", c.echoed("interopEchoTests.echoBase64", Binary()))
    await check(
        "array",
        c.echoed("examples.echo", [1, "two", 3.5, True, [4, ["five", [STOOGES]]]]),
        c.echoed("interopEchoTests.echoIntegerArray", list(range(1000))),
    )
    await check("empty-array", c.echoed("examples.echo", [], [[], []]))
    struct = {"a": {"b": {"c": [1, {"d": "e"}]}}, "f": False}
    await check("struct", c.echoed("interopEchoTests.echoStruct", struct))
    await check("empty-struct", c.echoed("examples.echo", {}, [{}, {}]))
    await check("member-names", c.echoed("interopEchoTests.echoStruct", {"ä ö": 1, "日": 2}))
    await check("member-names-markup", c.echoed("interopEchoTests.echoStruct", {"<a> & 'b'": 1}))
    await check("empty-member-name", c.echoed("interopEchoTests.echoStruct", {"": 1}))
    await check("nil", c.echoed("examples.echo", None, [None, 1]))


async def everything_else(c, check):
    await check("fault", c.fault(4, "Too many parameters.", "examples.fault"))
    await check("unknown-method", c.fault(-32601, "no.such", "no.such"))
    await check("wrong-parameters", c.fault(-32602, "b", "examples.add", 1, "two"))
    calls = [
        {"methodName": "examples.add", "params": [2, 3]},
        {"methodName": "examples.fault", "params": []},
        {"methodName": "examples.echo", "params": ["ü & 日"]},
    ]
    responses = [[5], {"faultCode": 4, "faultString": "Too many parameters."}, ["ü & 日"]]
    await check("multicall", c.returns(responses, "system.multicall", calls))
    await check("listMethods", has_many(c))
    await check("methodHelp", c.returns("Add two numbers.", "system.methodHelp", "examples.add"))
    await check("methodSignature", c.returns([["int", "int", "int"]], "system.methodSignature", "examples.add"))
    await check("many-calls", *(c.returns(n + 1, "examples.add", n, 1) for n in range(200)))


async def has_many(client):
    same(len(await client.call("system.listMethods")) > 30, True)


react(lambda reactor: ensureDeferred(main(reactor)))
