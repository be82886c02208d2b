"""CPython's server over TLS: certificate, key, and an authority whose clients it asks for certificates. It prints its port."""

import ssl
import sys
from xmlrpc.server import SimpleXMLRPCServer

certificate, key, authority = sys.argv[1:]
server = SimpleXMLRPCServer(("127.0.0.1", 0), logRequests=False, bind_and_activate=True)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
if authority:
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(authority)
server.socket = context.wrap_socket(server.socket, server_side=True)
server.handle_error = lambda *arguments: None
server.register_function(lambda a, b: a + b, "add")
print(server.server_address[1], flush=True)
server.serve_forever()
