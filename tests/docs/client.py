"""A client that is checked against the stubs, and run against the server."""

import sys
from datetime import datetime
from typing import TYPE_CHECKING, cast
from xmlrpc.client import Fault, ServerProxy

if TYPE_CHECKING:
    from stubs import Customer, Server

server = cast("Server", ServerProxy(sys.argv[1], allow_none=True, use_builtin_types=True))
address = {"street": "Main Street 1", "city": "Springfield", "country": "US"}
customer = cast("Customer", {"name": "Ann", "address": address, "birthday": datetime(1990, 1, 31)})
order = server.showcase.order(customer, {"nail": 100}, {"method": "invoice"}, datetime(2026, 1, 31, 12), "express")
total: float = order["total"]
street: str = order["customer"]["address"]["street"]
numbers: list[int] = server.showcase.find(datetime(2026, 1, 1), datetime(2026, 2, 1))
text: str = server.showcase.join("-", "a", "b")
size: int = server.showcase.file_size(b"abc")
assert (total, street, numbers, text, size) == (125.0, "Main Street 1", [5_000_000_000], "a-b", 3)
try:
    server.showcase.find(7)
except Fault as fault:
    assert fault.faultCode == 404
assert server.examples.add(2, 3) == 5 and server.echo("x") == "x"
