"""The requests that all servers get, and what their answers must hold."""

import json
from dataclasses import dataclass

from .client import xml_request

ITEMS = 1000
MEBIBYTE = 1 << 20


@dataclass
class Request:
    """One call, as XML and as JSON, and the integer that is its result; None where the request comes back."""

    name: str
    method: str
    value: object
    result: int | None

    def xml(self):
        return xml_request(self.method, *self._params())

    def json(self):
        call = {"jsonrpc": "2.0", "id": 1, "method": self.method, "params": self._params()}
        return json.dumps(call, default=as_base64).encode()

    def _params(self):
        return self.value if isinstance(self.value, tuple) else (self.value,)

    def right_in_xml(self):
        """The patterns of which one must be in a right answer."""
        return rb"<(int|i4)>%d</" % self.result if self.result is not None else rb"row number 999<"

    def right_in_json(self):
        return rb'"result":\s*%d\b' % self.result if self.result is not None else rb'row number 999"'


def as_base64(value):
    import base64

    return base64.b64encode(value).decode()


def rows(count=ITEMS):
    return [{"id": i, "name": f"row number {i}", "score": i / 8, "active": i % 2 == 0} for i in range(count)]


def blob(size=MEBIBYTE):
    return bytes((index * 2654435761 >> 24) & 255 for index in range(size))


def text(size=MEBIBYTE):
    return "".join("&" if index % 100 == 99 else chr(97 + index % 26) for index in range(size))


ADD = Request("add", "examples.add", (2, 3), 5)
STOOGES = Request("a struct of three ints", "examples.stooges", {"moe": 1, "larry": 2, "curly": 3}, 6)
INTEGERS = Request("1,000 ints", "examples.integers", [i * 7919 % 4_000_000 for i in range(ITEMS)], ITEMS)
ROWS = Request("1,000 structs", "examples.rows", rows(), ITEMS)
ECHO_ROWS = Request("1,000 structs and back", "examples.echo_rows", rows(), None)
BASE64 = Request("1 MiB base64", "examples.bytes", blob(), MEBIBYTE)
TEXT = Request("1 MiB text", "examples.text", text(), MEBIBYTE)

ALL = [ADD, STOOGES, INTEGERS, ROWS, ECHO_ROWS, BASE64, TEXT]
