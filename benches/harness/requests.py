"""The requests that are sent to all servers, and what their responses must contain."""

import base64
import json
import re
from dataclasses import dataclass

from .client import xml_request

ITEMS = 1000
MEBIBYTE = 1 << 20


@dataclass(eq=False)
class Request:
    """One call, as XML and as JSON, with its expected result: an integer, or a part of the text in the response."""

    name: str
    method: str
    value: object
    result: int | str

    def xml(self):
        return xml_request(self.method, *self._params())

    def json(self):
        call = {"jsonrpc": "2.0", "id": 1, "method": self.method, "params": self._params()}
        return json.dumps(call, default=as_base64).encode()

    def _params(self):
        return self.value if isinstance(self.value, tuple) else (self.value,)

    def expected_in_xml(self):
        """A pattern that a correct response contains."""
        if isinstance(self.result, str):
            return re.escape(self.result).encode()
        return rb"<(int|i4)>%d</" % self.result

    def expected_in_json(self):
        if isinstance(self.result, str):
            return re.escape(self.result).encode()
        return rb'"result":\s*%d\b' % self.result


def as_base64(value):
    return base64.b64encode(value).decode()


def rows(count=ITEMS):
    return [{"id": i, "name": f"row number {i}", "score": i / 8, "active": i % 2 == 0} for i in range(count)]


def blob(size=MEBIBYTE):
    return bytes((index * 2654435761 >> 24) & 255 for index in range(size))


def text(size=MEBIBYTE):
    return "".join("&" if index % 100 == 99 else chr(97 + index % 26) for index in range(size))


ADD = Request("add", "examples.add", (2, 3), 5)
STOOGES = Request("a struct of three ints", "examples.stooges", {"moe": 1, "larry": 2, "curly": 3}, 6)
NUMBERS = [i * 7919 % 4_000_000 for i in range(ITEMS)]
INTEGERS = Request("1,000 ints", "examples.integers", NUMBERS, ITEMS)
ECHO_INTEGERS = Request("1,000 ints and back", "examples.echo_integers", NUMBERS, str(NUMBERS[-1]))
ROWS = Request("1,000 structs", "examples.rows", rows(), ITEMS)
ECHO_ROWS = Request("1,000 structs and back", "examples.echo_rows", rows(), "row number 999")
BASE64 = Request("1 MiB base64", "examples.bytes", blob(), MEBIBYTE)
# Some servers break base64 into lines: the expected part is in the first one.
ECHO_BASE64 = Request("1 MiB base64 and back", "examples.echo_bytes", blob(), as_base64(blob(48)))
TEXT = Request("1 MiB text", "examples.text", text(), MEBIBYTE)

ALL = [ADD, STOOGES, INTEGERS, ECHO_INTEGERS, ROWS, ECHO_ROWS, BASE64, ECHO_BASE64, TEXT]
