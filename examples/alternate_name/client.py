"""Calls a function by its published name, and by its name in Rust.

Usage: python3 client.py [URL]
"""

import sys
import xmlrpc.client

URL = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:9000"
server = xmlrpc.client.ServerProxy(URL)

print("dir:", sorted(server.dir("/")))
try:
    server.list_contents("/")
except xmlrpc.client.Fault as fault:
    print("list_contents:", fault)
