"""Looks people up in the address book."""

import sys
import xmlrpc.client

url = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:9000"
proxy = xmlrpc.client.ServerProxy(url)

print(proxy.book.find("Ada"))
try:
    proxy.book.find("Bob")
except xmlrpc.client.Fault as fault:
    print(fault)
