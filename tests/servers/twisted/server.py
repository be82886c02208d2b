"""The probe's methods on twisted.web.xmlrpc."""

import sys

from twisted.internet import reactor
from twisted.web import server, xmlrpc


class Probe(xmlrpc.XMLRPC):
    def xmlrpc_echo(self, value):
        """Returns the value."""
        return value

    def xmlrpc_add(self, a, b):
        """Adds two numbers."""
        return a + b

    xmlrpc_add.signature = [["int", "int", "int"]]

    def xmlrpc_refuse(self, text):
        """Always fails."""
        raise xmlrpc.Fault(42, text)


probe = Probe(allowNone=True, useDateTime=True)
xmlrpc.addIntrospection(probe)
reactor.listenTCP(int(sys.argv[1]), server.Site(probe), interface="127.0.0.1")
reactor.run()
