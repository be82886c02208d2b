"""Calls a published method, one that is not published, and one without its prefix.

Usage: python3 client.py [URL]
"""

import sys
import xmlrpc.client

URL = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:9000"
server = xmlrpc.client.ServerProxy(URL)

def attempt(name):
    try:
        print(f"{name}:", getattr(server, name)())
    except xmlrpc.client.Fault as fault:
        print(f"{name}:", fault)


attempt("prefix.public")
attempt("prefix.private")
attempt("public")
