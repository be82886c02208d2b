"""Calls a mix of the conformance example's methods on many connections at a time, and checks every answer.

Usage: python3 load.py URL SECONDS [CONNECTIONS]

Ends with exit code 1 if a call got no answer or a wrong one. Python's own ServerProxy would send a lost call again,
so the calls are made without it.
"""

import http.client
import sys
import threading
import time
import urllib.parse
from xmlrpc.client import Binary, DateTime, Fault, dumps, loads

URL = urllib.parse.urlsplit(sys.argv[1])
SECONDS = float(sys.argv[2])
CONNECTIONS = int(sys.argv[3]) if len(sys.argv) > 3 else 64

RECORD = {"id": 1, "name": "Ada", "score": 9.5, "active": True}
STOOGES = {"moe": 1, "larry": 2, "curly": 3}
DATE = DateTime("19980717T14:08:55")
MANY = [1, True, "text", 2.5, DATE, Binary(b"bytes")]

# A method, its parameters, and the answer; a fault is its code.
CALLS = [
    ("examples.add", (2, 3), 5),
    ("examples.echo", ({"any": [1, "two", None, DATE]},), {"any": [1, "two", None, DATE]}),
    ("examples.sleep", (0.01,), 0.01),
    ("examples.nap", (0.05,), 0.05),
    ("examples.fault", (), Fault(4, "")),
    ("examples.panic", (), Fault(-32603, "")),
    ("echo", (list(range(300)),), list(range(300))),
    ("echo", ([RECORD] * 20,), [RECORD] * 20),
    ("echo", (Binary(b"x" * 10000),), Binary(b"x" * 10000)),
    ("echo", ("ß" * 5000,), "ß" * 5000),
    ("dir.list", ("/no/such/folder",), Fault(-32500, "")),
    ("dir.create", ("/no/such/folder",), Fault(-32500, "")),
    ("dir.remove", ("/no/such/folder",), Fault(-32500, "")),
    ("multiply args", (6, 7), 42),
    ("prefix.public", (), "This is public"),
    ("prefix.private", (), Fault(-32601, "")),
    ("validator1.arrayOfStructsTest", ([STOOGES] * 20,), 60),
    (
        "validator1.countTheEntities",
        ("<>&'\"",),
        {name: 1 for name in ("ctLeftAngleBrackets", "ctRightAngleBrackets", "ctAmpersands", "ctApostrophes", "ctQuotes")},
    ),
    ("validator1.easyStructTest", (STOOGES,), 6),
    ("validator1.echoStructTest", (STOOGES,), STOOGES),
    ("validator1.manyTypesTest", tuple(MANY), MANY),
    ("validator1.moderateSizeArrayCheck", (["a"] + ["&"] * 148 + ["b"],), "ab"),
    ("validator1.nestedStructTest", ({"2000": {"04": {"01": STOOGES}}},), 6),
    ("validator1.simpleStructReturnTest", (7,), {"times10": 70, "times100": 700, "times1000": 7000}),
    ("interopEchoTests.echoString", ("text",), "text"),
    ("interopEchoTests.echoInteger", (-1,), -1),
    ("interopEchoTests.echoBoolean", (True,), True),
    ("interopEchoTests.echoFloat", (0.5,), 0.5),
    ("interopEchoTests.echoStruct", (STOOGES,), STOOGES),
    ("interopEchoTests.echoDate", (DATE,), DATE),
    ("interopEchoTests.echoBase64", (Binary(b"x"),), Binary(b"x")),
    ("interopEchoTests.echoStringArray", (["a", "b"],), ["a", "b"]),
    ("interopEchoTests.echoIntegerArray", ([1, 2],), [1, 2]),
    ("interopEchoTests.echoFloatArray", ([1.5],), [1.5]),
    ("interopEchoTests.echoStructArray", ([STOOGES],), [STOOGES]),
    ("interopEchoTests.echoValue", ([None],), [None]),
    ("interopEchoTests.noInParams", (), 0),
    ("system.methodHelp", ("dir.remove",), "Remove an empty directory."),
    ("system.methodSignature", ("examples.add",), [["int", "int", "int"]]),
    ("system.multicall", ([{"methodName": "examples.add", "params": [2, 3]}] * 5,), [[5]] * 5),
]
REQUESTS = [(method, dumps(params, method, allow_none=True).encode(), expected) for method, params, expected in CALLS]


def check(method, answer, expected):
    try:
        (result,), _ = loads(answer)
    except Fault as fault:
        if not isinstance(expected, Fault) or fault.faultCode != expected.faultCode:
            raise
    else:
        if isinstance(expected, Fault) or result != expected:
            raise ValueError(f"{method} answered {result!r}")


def work(number, end, counts, losses):
    connection = http.client.HTTPConnection(URL.hostname, URL.port, timeout=30)
    # Each connection begins elsewhere in the mix, and all go through it once at least.
    turn = number
    while time.monotonic() < end or turn < number + len(REQUESTS):
        method, body, expected = REQUESTS[turn % len(REQUESTS)]
        try:
            connection.request("POST", "/RPC2", body, {"Content-Type": "text/xml"})
            response = connection.getresponse()
            answer = response.read()
            if response.status != 200:
                raise ValueError(f"{method} answered with status {response.status}")
            check(method, answer, expected)
        except Exception as error:
            losses.append(f"connection {number}, call {turn - number}, {method}: {error!r}")
            return
        turn += 1
    connection.close()
    counts[number] = turn - number


def main():
    end = time.monotonic() + SECONDS
    counts, losses = [0] * CONNECTIONS, []
    threads = [threading.Thread(target=work, args=(n, end, counts, losses)) for n in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"{sum(counts)} calls on {CONNECTIONS} connections, {len(losses)} lost")
    for loss in losses:
        print(loss, file=sys.stderr)
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main())
