"""Makes, lists and removes a directory, and asks what the methods do.

Usage: python3 client.py [URL]
"""

import sys
import os
import tempfile
import xmlrpc.client

URL = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:9000"
server = xmlrpc.client.ServerProxy(URL)

parent = tempfile.mkdtemp()
path = os.path.join(parent, "made-by-a-call")
name = os.path.basename(path)
try:
    print("there before:", name in server.dir.list(parent))
    print("create:", server.dir.create(path))
    print("there after create:", name in server.dir.list(parent))
    print("remove:", server.dir.remove(path))
    print("there after remove:", name in server.dir.list(parent))
finally:
    os.rmdir(parent)

print()
for method in ("dir.list", "dir.create", "dir.remove"):
    print(method, server.system.methodSignature(method))
    print(server.system.methodHelp(method))

# An error of the operating system becomes a fault.
try:
    server.dir.list(path)
except xmlrpc.client.Fault as fault:
    print(fault)
