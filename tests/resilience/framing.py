"""Bodies and beginnings that real clients get wrong."""

import re
import time

import wire
from checks import check
from served import MIB, Server


@check("11: a client that writes all of a large body before it reads gets its 413", waits=True)
def slow_large_body(report):
    size, rate = 16_000_000, 5_000_000
    piece = b"x" * 50_000
    with Server() as server:
        for name, lines, wrap in (("length", (), lambda data: data), ("chunked", ("Transfer-Encoding: chunked",), None)):
            start, sent, response = time.monotonic(), 0, None
            try:
                with wire.Client(server.port) as client:
                    client.send(wire.head(size if wrap else None, *lines))
                    while sent < size:
                        client.send(wrap(piece) if wrap else b"%x\r\n%b\r\n" % (len(piece), piece))
                        sent += len(piece)
                        time.sleep(max(0, start + sent / rate - time.monotonic()))
                    if not wrap:
                        client.send(b"0\r\n\r\n")
                    response = client.final()
            except (OSError, wire.Closed) as error:
                report.add(False, f"{name}: after {sent:,} bytes: {error}")
            if response:
                report.equal(f"{name}: status", response.status, 413)
                report.holds(f"{name}: Connection: close", response.says_close(), response.headers)


@check("12: a body that is cut because its length counts characters")
def length_in_characters(report):
    body = wire.document("length", "é" * 40)
    short = len(body.decode())
    with Server() as server:
        for name, behind in (("alone", b""), ("before another call", wire.call("add", 2, 3))):
            with wire.Client(server.port, timeout=10) as client:
                client.send(wire.head(short) + body + behind)
                received, orderly = client.until_closed()
                report.equal(f"{name}: responses", len(re.findall(rb"HTTP/1\.[01] \d{3} ", received)), 1)
                report.holds(f"{name}: Connection: close", b"connection: close" in received.lower(), received[:200])
                report.holds(f"{name}: a fault", b"faultCode" in received, received[:80])
                report.holds(f"{name}: the text says what the length may count", b"character" in received, received[-250:])
                report.holds(f"{name}: the connection ends in order", orderly)


@check("13: spellings of a path behave alike")
def spellings_of_a_path(report):
    body = wire.document("add", 2, 3)
    with Server() as server:
        for path in ("/RPC2", "/%52PC2", "/RPC%32", "/RPC2/", "//RPC2"):
            with wire.Client(server.port, timeout=10) as client:
                client.send(wire.request(body, path=path))
                response = client.response()
                report.equal(f"{path}: status", response.status, 200)
            with wire.Client(server.port, timeout=3) as client:
                client.send(wire.head(len(body), "Expect: 100-continue", path=path))
                try:
                    first = client.response().status
                    client.send(body)
                    report.equal(f"{path}: with Expect", (first, client.response().status), (100, 200))
                except (OSError, wire.Closed) as error:
                    report.add(False, f"{path}: with Expect: {error}")
            with wire.Client(server.port, timeout=3) as client:
                client.send(wire.head(99_999_999, "Expect: 100-continue", path=path))
                try:
                    response = client.response()
                    report.equal(f"{path}: too large, with Expect", (response.status, response.says_close()), (413, True))
                except (OSError, wire.Closed) as error:
                    report.add(False, f"{path}: too large, with Expect: {error}")


CHUNKED = wire.head(None, "Transfer-Encoding: chunked")
ENDLESS = {
    "blank lines before a head": (b"", b"\r\n"),
    "request line": (b"POST /", b"a"),
    "headers": (b"POST /RPC2 HTTP/1.1\r\nHost: localhost\r\n", b"X: y\r\n"),
    "one header": (b"POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nX: ", b"y"),
    "body in chunks": (CHUNKED, b"1000\r\n" + b" " * 4096 + b"\r\n"),
    "chunks of one byte": (CHUNKED, b"1\r\n \r\n"),
    "size of a chunk": (CHUNKED, b"0"),
    "extension of a chunk": (CHUNKED + b"5;", b"x"),
    "trailers": (CHUNKED + b"0\r\n", b"X: y\r\n"),
    "one trailer": (CHUNKED + b"0\r\nX: ", b"y"),
    "zeros behind a call": (wire.request(wire.document("add", 2, 3), "Connection: close"), b"\0"),
}


@check("1, 2: parts of a request that never end", seconds=120)
def endless_parts(report):
    for name, (beginning, repeated) in ENDLESS.items():
        piece = repeated * (65536 // len(repeated))
        with Server() as server:
            before, taken, start = server.memory(), 0, time.monotonic()
            server.forget_peak()
            with wire.Client(server.port, timeout=20) as client:
                try:
                    client.send(beginning)
                    while taken < 200 * MIB and time.monotonic() - start < 40:
                        client.send(piece)
                        taken += len(piece)
                except OSError:
                    pass
            # Three times the limit of a body, what frames it, and what the kernel buffers.
            overhead = 6 * 8 if name == "chunks of one byte" else 0
            report.at_most(f"{name}: MiB taken", taken / MIB, 3 * 8 + 16 + overhead)
            report.at_most(f"{name}: MiB of growth", (server.peak() - before) / MIB, 40)
            report.at_most(f"{name}: seconds", time.monotonic() - start, 35)


FOREIGN = {
    "SCGI": (b"70:CONTENT_LENGTH\x0027\x00SCGI\x001\x00", b"SCGI"),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(40), b"TLS"),
    "BIN-RPC": (b"Bin\x00\x00\x00\x00\x10" + bytes(16), b"BIN-RPC"),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"HTTP/2"),
    "EBCDIC": ("POST /RPC2 HTTP/1.0\r\n".encode("cp037"), b"EBCDIC"),
    "XML without HTTP": (b"<?xml version='1.0'?><methodCall>", b"HTTP"),
    "SSH": (b"SSH-2.0-OpenSSH_9.6\r\n", b"HTTP"),
    "zeros": (bytes(64), b"HTTP"),
}


@check("13: bytes that begin no HTTP request are refused at once")
def foreign_protocols(report):
    with Server() as server:
        for name, (data, words) in FOREIGN.items():
            with wire.Client(server.port, timeout=8) as client:
                start = time.monotonic()
                client.send(data)
                received, _ = client.until_closed()
                # The head timeout is 5 s.
                report.at_most(f"{name}: seconds until it is refused", time.monotonic() - start, 3)
                report.holds(f"{name}: the refusal names it", words in received.partition(b"\r\n\r\n")[2], received[-120:])
