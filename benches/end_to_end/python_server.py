"""The measured methods on Python's own server: `python_server.py PORT`."""

import sys
import xmlrpc.server


class Handler(xmlrpc.server.SimpleXMLRPCRequestHandler):
    rpc_paths = ("/RPC2",)
    # Connections are kept alive from this version on; a delay for acknowledgements would be all that is measured.
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1


def main():
    address = ("127.0.0.1", int(sys.argv[1]))
    server = xmlrpc.server.SimpleXMLRPCServer(address, Handler, logRequests=False, use_builtin_types=True)
    server.register_function(lambda a, b: a + b, "examples.add")
    server.register_function(lambda stooges: sum(stooges.values()), "examples.stooges")
    for name in ["integers", "rows", "bytes", "text"]:
        server.register_function(len, f"examples.{name}")
    server.register_function(lambda rows: rows, "examples.echo_rows")
    server.serve_forever()


main()
