"""Calls the service as any client does."""

import sys
import xmlrpc.client

url = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:9000"
proxy = xmlrpc.client.ServerProxy(url)

print(proxy.dir.exists("/"), proxy.dir.exists("/not/there"))
print(len(proxy.dir.list("/", 1)))
try:
    proxy.dir.list("/not/there")
except xmlrpc.client.Fault as fault:
    print(fault)
