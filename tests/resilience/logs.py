"""The log under attack: it holds nothing up, says what happened, and cannot be forged."""

import os
import re
import time

import wire
from checks import check
from probe import Probe
from served import Server, wait_until


@check("7: a log reader that stalls holds no call up")
def stalled_log(report):
    reading, writing = os.pipe()
    with Server("--access-log", stderr=writing) as server:
        os.close(writing)
        answered = 0
        with Probe(server) as probe, wire.Client(server.port, timeout=5) as client:
            batch = b"".join(wire.call("add", n, 0) for n in range(50))
            try:
                while answered < 12_000:
                    client.send(batch)
                    for _ in range(50):
                        client.response()
                        answered += 1
            except OSError:
                pass
        report.at_least("calls answered", answered, 12_000)
        probe.into(report)
        os.close(reading)


def exchange(port, data):
    with wire.Client(port, timeout=15) as client:
        try:
            client.send(data)
            client.response()
        except (OSError, wire.Closed, ValueError, KeyError):
            pass


@check("9: a line for each request, whatever its end", seconds=60)
def line_for_each_request(report):
    body = wire.document("add", 2, 3)
    close = "Connection: close"
    requests = {
        "200": (wire.request(body, close), "200|ok"),
        "404": (wire.request(body, close, path="/nothing"), "404"),
        "404 for GET": (wire.head(None, close, path="/wp-login.php", method="GET"), "404"),
        "400 (head)": (b"POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nNo colon\r\n\r\n", "400"),
        "405": (wire.request(body, close, method="PUT"), "405"),
        "403": (wire.request(body, close, host="evil.example"), "403"),
        "413": (wire.head(99_999_999, close), "413"),
        "415": (wire.request(body, close, "Content-Encoding: br"), "415"),
        "431": (b"POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 300_000 + b"\r\n\r\n", "431"),
        "408 (head)": (b"POST /RPC2 HTTP/1.1\r\nHost: loc", "408"),
    }
    with Server("--access-log") as server:
        for name, (data, words) in requests.items():
            before = len(server.log())
            exchange(server.port, data)
            wait_until(lambda: len(server.log()) > before, 10)
            lines = server.log()[before:].splitlines()
            report.equal(f"{name}: lines", len(lines), 1)
            line = lines[0] if lines else ""
            report.holds(f"{name}: its outcome", re.search(words, line), line)
            report.holds(f"{name}: a time", re.search(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", line), line)
        report.holds("a line has the path", "/nothing" in server.log(), server.log()[-300:])
        before = len(server.log())
        with wire.Client(server.port) as client:
            client.send(wire.call("nap", 500))
            time.sleep(0.2)
        wait_until(lambda: len(server.log()) > before, 10)
        line = server.log()[before:]
        report.holds("a call whose client left: a line", "nap" in line, line)
        before = len(server.log())
        with wire.Client(server.port) as client:
            client.send(wire.head(1000) + b"<methodCall>")
            time.sleep(0.2)
        wait_until(lambda: len(server.log()) > before, 10)
        report.holds("a body whose client left: a line", server.log()[before:].count("\n") == 1, server.log()[before:])


@check("9: what a client sends cannot forge a line or a field")
def forged_fields(report):
    harmful = ["\u061c", "\u200b", "\u200e", "\u2028", "\u202e", "\u2066", "\ufeff", "\x85", "\x7f", "\u00ad", "\U000e0041", "\u034f", "\u115f", "\u3164", "\u2800", "\ufe0f",
               "\U000e0100", "\uffa0", "\u17b4", "-\u0338"]
    with Server("--access-log") as server:
        for name in ['x" ok 187 B 0.042 ms', "back\\slash", "line\nfeed", "tab\tname", *harmful]:
            before = len(server.log())
            exchange(server.port, wire.call(f"a{name}b"))
            wait_until(lambda: len(server.log()) > before, 10)
            line = server.log()[before:]
            report.equal(f"{ascii(name)}: lines", line.count("\n"), 1)
            report.holds(f"{ascii(name)}: escaped", f"a{name}b" not in line, ascii(line))
        for path in ('/a"b', "/a%0Ab", "/\u202e"):
            before = len(server.log())
            exchange(server.port, wire.call("add", 1, 2).replace(b"/RPC2", path.encode(), 1))
            wait_until(lambda: len(server.log()) > before, 10)
            line = server.log()[before:]
            report.equal(f"path {ascii(path)}: lines", line.count("\n"), 1)
            report.holds(f"path {ascii(path)}: escaped", '/a"b' not in line and "\u202e" not in line, ascii(line))


@check("14: faults of the application are logged with their causes, which clients do not see")
def application_faults(report):
    with Server() as server, wire.Client(server.port) as client:
        client.send(wire.call("fail"))
        body = client.response().body
        wait_until(lambda: "warehouse" in server.log(), 10)
        report.holds("the client sees the fault", b"the order failed" in body, body)
        report.holds("the client does not see the cause", b"warehouse" not in body, body)
        report.holds("the log has the text", "the order failed" in server.log(), server.log())
        report.holds("the log has the cause", "the warehouse is closed" in server.log(), server.log())
