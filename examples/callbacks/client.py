"""Subscribes with a server of its own, changes a value, and prints the event that comes back.

Usage: python3 client.py [URL]
"""

import queue
import sys
import threading
import xmlrpc.client
import xmlrpc.server

url = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:9000"
events = queue.Queue()


def event(identifier, device, key, value):
    events.put((identifier, device, key, value))
    return ""


own = xmlrpc.server.SimpleXMLRPCServer(("localhost", 0), logRequests=False)
own.register_function(event)
threading.Thread(target=own.serve_forever, daemon=True).start()

hub = xmlrpc.client.ServerProxy(url, allow_none=True)
here = f"http://localhost:{own.server_address[1]}"
hub.init(here, "python")
print(hub.setValue("lamp:1", "LEVEL", 0.5), events.get(timeout=5))
print(hub.getValue("lamp:1", "LEVEL"))
try:
    hub.getValue("lamp:2", "LEVEL")
except xmlrpc.client.Fault as fault:
    print(fault)

hub.init(here, "")
print(hub.setValue("lamp:1", "LEVEL", 1.0), events.empty())
