"""A client on plain sockets: one keep-alive connection, and the bytes of its requests."""

import socket
import xmlrpc.client


def xml_request(method, *params):
    """A method call as Python's own client writes it."""
    return xmlrpc.client.dumps(params, method).encode()


class Connection:
    """One keep-alive connection to a server on this machine."""

    def __init__(self, port, timeout=120):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def post(self, body, path="/RPC2", content_type="text/xml"):
        """Sends a request and returns the body of the response."""
        return self.post_pipelined(body, 1, path, content_type)[0]

    def post_pipelined(self, body, count, path="/RPC2", content_type="text/xml"):
        """Sends a request `count` times in one piece, and returns the bodies of the responses."""
        self.socket.sendall(http_post(body, path, content_type) * count)
        return [self.receive() for _ in range(count)]

    def receive(self):
        while b"\r\n\r\n" not in self.buffer:
            self._read()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        status, *headers = head.decode().split("\r\n")
        if " 200 " not in status + " ":
            raise RuntimeError(f"expected status 200, got {status}")
        length = next(int(h.split(":")[1]) for h in headers if h.lower().startswith("content-length:"))
        while len(self.buffer) < length:
            self._read()
        body, self.buffer = self.buffer[:length], self.buffer[length:]
        return body

    def _read(self):
        received = self.socket.recv(1 << 20)
        if not received:
            raise RuntimeError("a server closed the connection in the middle of a response")
        self.buffer += received


def http_post(body, path="/RPC2", content_type="text/xml"):
    """A request as the raw client sends it, head and body in one piece."""
    headers = f"Host: localhost\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}"
    return f"POST {path} HTTP/1.1\r\n{headers}\r\n\r\n".encode() + body
