"""A node in Python: it subscribes, publishes, and prints what the master calls back.

Usage: python3 client.py [URL]
"""

import queue
import sys
import threading
import xmlrpc.client
import xmlrpc.server

url = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:9000"
updates = queue.Queue()


def publisher_update(caller, topic, publishers):
    updates.put((caller, topic, len(publishers)))
    return [1, "", 0]


node = xmlrpc.server.SimpleXMLRPCServer(("localhost", 0), logRequests=False)
node.register_function(publisher_update, "publisherUpdate")
threading.Thread(target=node.serve_forever, daemon=True).start()
here = f"http://localhost:{node.server_address[1]}"

master = xmlrpc.client.ServerProxy(url)
print(master.registerSubscriber("/python", "/chatter", "std/String", here))
code, text, subscribers = master.registerPublisher("/python", "/chatter", "std/String", here)
print(code, here in subscribers, updates.get(timeout=5))
print(master.lookupNode("/python", "/python")[2] == here)
print(master.lookupNode("/python", "/none"))
