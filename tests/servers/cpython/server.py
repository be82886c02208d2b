"""The probe's methods on CPython's SimpleXMLRPCServer, or on DocXMLRPCServer with the argument "doc"."""

import sys
from xmlrpc.client import Fault
from xmlrpc.server import DocXMLRPCServer, SimpleXMLRPCServer


def echo(value):
    """Returns the value."""
    return value


def add(a, b):
    """Adds two numbers."""
    return a + b


def refuse(text):
    """Always fails."""
    raise Fault(42, text)


kind = DocXMLRPCServer if "doc" in sys.argv else SimpleXMLRPCServer
server = kind(("127.0.0.1", int(sys.argv[1])), allow_none=True, use_builtin_types=True, logRequests=False)
for function in (echo, add, refuse):
    server.register_function(function)
server.register_introspection_functions()
server.register_multicall_functions()
server.serve_forever()
