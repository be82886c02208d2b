"""Asks the server for its methods, their help and signatures.

Usage: python3 client.py [URL]
"""

import sys
import xmlrpc.client

URL = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:9000"
server = xmlrpc.client.ServerProxy(URL)

for name in server.system.listMethods():
    print(name)
    print("  called with and answering:", server.system.methodSignature(name))
    for line in server.system.methodHelp(name).splitlines():
        print(" ", line)
