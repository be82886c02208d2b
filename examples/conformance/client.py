"""Calls some of the methods; the tests call them all.

Usage: python3 client.py [URL]
"""

import sys
import xmlrpc.client

URL = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:9000"
server = xmlrpc.client.ServerProxy(URL)

print(server.examples.add(2, 3))
print(server.examples.echo({"any": ["value", 1, 2.5, True]}))
print(server.validator1.countTheEntities("<a href='x'>&</a>"))
print(server.interopEchoTests.whichToolkit())
try:
    server.examples.fault()
except xmlrpc.client.Fault as fault:
    print(fault)
