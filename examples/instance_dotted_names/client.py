"""Calls the same method of two instances, by their prefixes.

Usage: python3 client.py [URL]
"""

import sys
import xmlrpc.client

URL = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:9000"
server = xmlrpc.client.ServerProxy(URL)

print("dir.list:", sorted(server.dir.list("/")))
print("site.logs.list:", sorted(server.site.logs.list(".")))
