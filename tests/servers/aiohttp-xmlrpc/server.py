"""The probe's methods on aiohttp-xmlrpc."""

import sys

from aiohttp import web
from aiohttp_xmlrpc import handler
from aiohttp_xmlrpc.exceptions import XMLRPCError


class Refused(XMLRPCError):
    code = 42


class Probe(handler.XMLRPCView):
    def rpc_echo(self, value):
        """Returns the value."""
        return value

    def rpc_add(self, a, b):
        """Adds two numbers."""
        return a + b

    def rpc_refuse(self, text):
        """Always fails."""
        raise Refused(text)


app = web.Application()
app.router.add_route("*", "/{tail:.*}", Probe)
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
