"""Calls three services, then several of their methods in one request.

Usage: python3 client.py [URL]
"""

import sys
import xmlrpc.client

URL = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:9000"
server = xmlrpc.client.ServerProxy(URL)

print(server.sums.add([1, 2, 3.5]))
print(server.clock.wait(0), server.clock.uptime() >= 0)

server.people.put(7, {"name": "Ada", "tags": ["poet"]})
server.people.put(8, {"name": "Blaise"})
print(server.people.get(7))
print(server.people.get(8))
try:
    server.people.get(9)
except xmlrpc.client.Fault as fault:
    print(fault)

calls = xmlrpc.client.MultiCall(server)
calls.sums.add([1, 1])
calls.people.get(7)
print(list(calls()))
