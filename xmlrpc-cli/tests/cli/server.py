"""CPython's server. It prints its port."""

import datetime
import xmlrpc.client
from xmlrpc.server import SimpleXMLRPCServer

server = SimpleXMLRPCServer(("127.0.0.1", 0), allow_none=True, logRequests=False)
server.register_introspection_functions()
server.register_multicall_functions()


def add(a, b):
    """Add two numbers."""
    return a + b


def echo(*values):
    return values[0] if len(values) == 1 else list(values)


def types(*values):
    return [type(value).__name__ for value in values]


def fail(text):
    raise xmlrpc.client.Fault(42, text)


for function in [add, echo, types, fail]:
    server.register_function(function)
server.register_function(lambda: datetime.datetime(2026, 1, 31, 12, 34, 56), "now")
print(server.server_address[1], flush=True)
server.serve_forever()
