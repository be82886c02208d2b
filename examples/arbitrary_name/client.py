"""Calls a method whose name is not an identifier.

Usage: python3 client.py [URL]
"""

import sys
import xmlrpc.client

URL = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:9000"
server = xmlrpc.client.ServerProxy(URL)

multiply = getattr(server, "multiply args")
print(multiply(6, 7))
