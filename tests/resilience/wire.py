"""Requests as bytes, and a client that reads responses one at a time."""

import socket
import xmlrpc.client

# Longer than any timeout of the server.
PATIENCE = 100


def document(method, *parameters):
    """A call as an XML-RPC document."""
    return xmlrpc.client.dumps(parameters, method, allow_none=True).encode()


def head(length, *lines, method="POST", path="/RPC2", version="HTTP/1.1", host="localhost"):
    """The head of a request; `length` is the Content-Length, or None."""
    all_lines = [f"{method} {path} {version}", f"Host: {host}", "Content-Type: text/xml", *lines]
    if length is not None:
        all_lines.append(f"Content-Length: {length}")
    return "\r\n".join(all_lines).encode() + b"\r\n\r\n"


def request(body, *lines, **options):
    """A request with this body."""
    return head(len(body), *lines, **options) + body


def call(method, *parameters):
    """A whole request that calls a method."""
    return request(document(method, *parameters))


def chunked(body, size=4096):
    """A body as chunks, with the last one."""
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


class Closed(Exception):
    """The server closed or reset the connection before a whole response."""


class Response:
    """A response: status, headers with lower-case names, body."""

    def __init__(self, version, status, headers, body):
        self.version, self.status, self.headers, self.body = version, status, headers, body

    def says_close(self):
        return "close" in self.headers.get("connection", "").lower()

    def value(self):
        """The value that an XML-RPC response carries; raises `Fault` for a fault."""
        return xmlrpc.client.loads(self.body)[0][0]


class Client:
    """A connection to a server."""

    def __init__(self, port, source="127.0.0.1", receive_buffer=None, timeout=PATIENCE, address="127.0.0.1"):
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.settimeout(timeout)
        if source:
            self.socket.bind((source, 0))
        self.socket.connect((address, port))
        self.buffer = bytearray()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def try_to_send(self, data):
        """Sends as much as the server takes without waiting; returns the number of bytes."""
        self.socket.setblocking(False)
        sent = 0
        try:
            while sent < len(data):
                sent += self.socket.send(data[sent : sent + 65536])
        except (BlockingIOError, ConnectionError):
            pass
        self.socket.settimeout(PATIENCE)
        return sent

    def more(self):
        try:
            data = self.socket.recv(262_144)
        except ConnectionError as error:
            raise Closed(f"reset: {error}") from error
        if not data:
            raise Closed("closed")
        self.buffer += data

    def take(self, count):
        while len(self.buffer) < count:
            self.more()
        taken = bytes(self.buffer[:count])
        del self.buffer[:count]
        return taken

    def take_line(self):
        while (end := self.buffer.find(b"\r\n")) < 0:
            self.more()
        return self.take(end + 2)[:-2]

    def response(self, to_head=False):
        """Reads one response. `to_head`: it answers a HEAD request and has no body."""
        version, status, *_ = self.take_line().decode("latin-1").split(" ", 2)
        headers = {}
        while line := self.take_line().decode("latin-1"):
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        status = int(status)
        body = bytearray()
        if not to_head and status >= 200 and status not in (204, 304):
            if headers.get("transfer-encoding", "").lower() == "chunked":
                while size := int(self.take_line(), 16):
                    body += self.take(size)
                    self.take_line()
                self.take_line()
            else:
                body = self.take(int(headers["content-length"]))
        return Response(version, status, headers, bytes(body))

    def final(self):
        """Reads the next response that is no 100 Continue."""
        response = self.response()
        return self.final() if response.status == 100 else response

    def until_closed(self):
        """Reads until the server closes; returns what came. True as the second value: closed in order, not reset."""
        try:
            while True:
                self.more()
        except Closed as closed:
            return bytes(self.buffer), str(closed) == "closed"

    def call(self, method, *parameters):
        self.send(call(method, *parameters))
        return self.response().value()


def fetch(port, path, source="127.0.0.3"):
    """The status of a GET over a new connection."""
    with Client(port, source, timeout=10) as client:
        client.send(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        return client.response().status
