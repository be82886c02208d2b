"""Writes generated values as CPython does: a document a line, `KIND NIL ENCODING HEX`.

KIND is response, fault or call; NIL says whether None is allowed. Not generated is what our dialect does not write:
raw control characters and surrogates, of which no XML can be made, integers beyond 32 bits, which CPython refuses
itself, and a carriage return, nan and inf, which do not come through our reader as they are.
"""

import datetime
import math
import random
import struct
import sys
import xmlrpc.client

RANDOM = random.Random(int(sys.argv[1]))
COUNT = int(sys.argv[2])

CHARACTERS = [
    "a", "Z", "0", " ", "\t", "\n", "<", ">", "&", "'", '"', "]]>", "é", "\x7f", "\x85", "\xa0", "\xff", "Ā", "€",
    "\u2028", "\ufeff", "\ufffd", "中", "\U0001f600", "\U0010ffff",
]
NAMES = ["", "name", "1", "007", "-1.5", "a b", " ", "é", "€<&>", "\U0001f600", "faultCode", "n" * 100]
DOUBLES = [
    0.0, -0.0, 1.0, -1.5, 0.1, 1e-4, 9.999e-5, 1e-5, 1e15, 1e16, 9999999999999998.0, 1e17, 1e22, 1e23, 123456789e300,
    5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, math.pi, 1 / 3, 2.0**53, 2.0**63, 1e100, 123456.789,
]


def text():
    return "".join(RANDOM.choice(CHARACTERS) for _ in range(RANDOM.choice([0, 1, 2, 5, 20, 60])))


def double():
    while True:
        number = struct.unpack("<d", RANDOM.randbytes(8))[0]
        if math.isfinite(number):
            return RANDOM.choice([number, RANDOM.choice(DOUBLES), round(RANDOM.uniform(-1e6, 1e6), 3)])


def date():
    return datetime.datetime(
        RANDOM.choice([1, 99, 1066, 1970, 2026, 9999]), RANDOM.randint(1, 12), RANDOM.randint(1, 28),
        RANDOM.randint(0, 23), RANDOM.randint(0, 59), RANDOM.randint(0, 59), RANDOM.choice([0, 123456]),
    )


SCALARS = [
    lambda: RANDOM.choice([0, 1, -1, 2**31 - 1, -(2**31), RANDOM.randint(-(2**31), 2**31 - 1)]),
    lambda: RANDOM.random() < 0.5,
    double,
    text,
    date,
    lambda: xmlrpc.client.DateTime(RANDOM.choice(["19980717T14:08:55", "2026-01-31T12:34:56.000Z", "20260131T123456"])),
    lambda: xmlrpc.client.Binary(RANDOM.randbytes(RANDOM.randint(0, 200))),
    lambda: RANDOM.randbytes(RANDOM.choice([0, 1, 56, 57, 58, 114])),
]


def value(depth, none):
    kind = RANDOM.randint(0, 9)
    if depth > 0 and kind < 3:
        return [value(depth - 1, none) for _ in range(RANDOM.choice([0, 1, 2, 5]))]
    if depth > 0 and kind < 6:
        names = RANDOM.sample(NAMES, RANDOM.choice([0, 1, 2, 5]))
        return {name: value(depth - 1, none) for name in names}
    if none and kind == 9:
        return None
    return RANDOM.choice(SCALARS)()


def write(kind, none, encoding, params, **options):
    document = xmlrpc.client.dumps(params, allow_none=none, encoding=encoding, **options)
    print(kind, int(none), encoding, document.encode(encoding, "xmlcharrefreplace").hex())


for length in range(201):
    write("response", False, "utf-8", (RANDOM.randbytes(length),), methodresponse=True)
for number in DOUBLES:
    write("response", False, "utf-8", (number,), methodresponse=True)
for _ in range(COUNT):
    none = RANDOM.random() < 0.5
    encoding = RANDOM.choice(["utf-8", "iso-8859-1", "us-ascii"])
    write("response", none, encoding, (value(4, none),), methodresponse=True)
    params = tuple(value(2, none) for _ in range(RANDOM.choice([0, 1, 3])))
    write("call", none, encoding, params, methodname=RANDOM.choice(["add", "system.listMethods", "a b"]))
    write("fault", none, encoding, xmlrpc.client.Fault(RANDOM.randint(-(2**31), 2**31 - 1), text()))
