"""Calls an XML-RPC method, and reads the page of the same application.

Usage: python3 client.py [URL]
"""

import sys
import urllib.request
import xmlrpc.client

URL = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:9000"
server = xmlrpc.client.ServerProxy(URL + "/RPC2")

before = server.counter.add(0)
print(server.counter.add(5) - before)
with urllib.request.urlopen(URL) as page:
    print(page.read().decode(), end="")
