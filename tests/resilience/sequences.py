"""Several requests on one connection: each is answered once, in its place, however the bytes are split."""

import random
import socket
import time

import wire
from checks import check
from served import Server

LIKE_A_HEAD = b"POST /RPC2 HTTP/1.0\r\nX: y\r\n\r\n"


def outcome(port, pieces, heads=(), pause=0.002, count=None):
    """Sends pieces; the responses as (version, status, body), and how the connection ended.

    `heads`: the places of HEAD requests among them. With `count` it reads that many; else until the server closes.
    """
    with wire.Client(port, timeout=20) as client:
        try:
            for piece in pieces:
                client.send(piece)
                if pause:
                    time.sleep(pause)
        except OSError:
            pass
        responses = []
        try:
            while count is None or len(responses) < count:
                response = client.response(to_head=len(responses) in heads)
                responses.append((response.version, response.status, response.body))
        except wire.Closed:
            responses.append("closed")
        except (TimeoutError, ValueError, KeyError) as error:
            responses.append(f"{type(error).__name__}: {error}")
        return responses


def values(responses):
    found = []
    for response in responses:
        try:
            found.append(wire.Response(*response[:2], {}, response[2]).value() if len(response) == 3 else response)
        except Exception as error:
            found.append(f"{response}: {error}"[:80])
    return found


@check("6: a body that looks like an HTTP/1.0 head is not changed")
def body_like_a_head(report):
    inner = wire.document("add", 1, 1)
    smuggled = b"POST /RPC2 HTTP/1.0\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n" % len(inner) + inner
    texts = [LIKE_A_HEAD.decode() * 3 + str(number) for number in range(22)]
    slow = wire.call("nap", 500)
    with Server() as server:
        for name, body in (("as a text", None), ("as the whole body", smuggled), ("cut", LIKE_A_HEAD[:-2] + b"<a/>")):
            requests = [wire.call("length", text) if body is None else wire.request(body) for text in texts]
            # The first packets end behind a head, and in the middle of a body.
            for cut in (0, 1, len(requests[-1]) - len(body or b"") - 2, len(requests[-1]) - 10):
                several = b"".join(requests)
                at = len(several) - len(requests[-1]) + cut
                pieces = [slow, several[:at], several[at:] + wire.call("add", 40, 2)]
                found = outcome(server.port, pieces, pause=0.05, count=24)
                report.equal(f"{name}, cut at {cut}: the last of 24", values(found)[23:], [42])
                if body is None:
                    expected = [len(text.replace("\r\n", "\n")) for text in texts]
                    report.equal(f"{name}, cut at {cut}: lengths", values(found)[1:23], expected)
                else:
                    faults = sum(b"faultCode" in response[2] for response in found[1:23] if len(response) == 3)
                    report.equal(f"{name}, cut at {cut}: faults", faults, 22)


@check("6: every cut of a head gives the same outcome as the whole", seconds=120)
def cuts_of_heads(report):
    body = wire.document("add", 2, 3)
    sizes = b"Content-Type: text/xml\r\nContent-Length: %d\r\n" % len(body)
    requests = {
        "quoted request line": b"POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nX-Original: GET / HTTP/1.0\r\nConnection: close\r\n"
        + sizes + b"\r\n" + body,
        "HTTP/1.0": b"POST /RPC2 HTTP/1.0\r\n" + sizes + b"\r\n" + body,
        "without Host": b"POST /RPC2 HTTP/1.1\r\nX-Original: POST /a HTTP/1.0\r\nConnection: close\r\n" + sizes + b"\r\n" + body,
        "line feeds before": b"\r\n\r\nPOST /RPC2 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + sizes + b"\r\n" + body,
    }
    with Server() as server:
        for name, data in requests.items():
            whole = outcome(server.port, [data], pause=0)
            report.equal(f"{name}: responses to the whole", [r[1] if len(r) == 3 else r for r in whole], [200, "closed"])
            end = data.index(body) + 3
            different = [
                (cut, values(found)) for cut in range(1, end)
                if (found := outcome(server.port, [data[:cut], data[cut:]], pause=0.004)) != whole
            ]
            report.equal(f"{name}: cuts of {end} that differ", (len(different), different[:2]), (0, []))


@check("8: responses to several requests at once keep their place")
def places_of_responses(report):
    slow, add = wire.call("nap", 300), wire.call("add", 2, 3)
    head = b"HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with Server() as server:
        found = outcome(server.port, [slow, head, add], heads=(1,), count=3)
        report.equal("a call, HEAD, a call", values([found[0], found[-1]]), [300, 5])
        closing = wire.request(wire.document("nap", 300), "Connection: close")
        found = outcome(server.port, [closing + add])
        report.equal("nothing is answered behind Connection: close", values(found), [300, "closed"])
        old = wire.request(wire.document("add", 2, 3), version="HTTP/1.0")
        found = outcome(server.port, [slow + old])
        report.equal("versions before HTTP/1.0", [r[0] for r in found if len(r) == 3][:1], ["HTTP/1.1"])
        report.equal("HTTP/1.0 behind HTTP/1.1", values(found), [300, 5, "closed"])
        start = time.monotonic()
        packets = [slow] + [b"".join(wire.call("add", n, 0) for n in range(start, start + 20)) for start in (0, 20)]
        found = outcome(server.port, packets, pause=0.05, count=41)
        report.equal("41 calls in three packets", values(found), [300, *range(40)])
        # A wakeup that is lost costs the head timeout, 5 s.
        report.at_most("their seconds", time.monotonic() - start, 4)
        start = time.monotonic()
        packets = [slow, b"".join(wire.call("add", n, 0) for n in range(22)), wire.call("add", 22, 0)]
        found = outcome(server.port, packets, pause=0.05, count=24)
        report.equal("24 calls, of which the last comes by itself", values(found), [300, *range(23)])
        # A wakeup that is lost costs the head timeout, 5 s.
        report.at_most("their seconds", time.monotonic() - start, 4)


@check("8: every packetisation of a sequence gives the same outcome", seconds=120)
def packetisations(report):
    chance = random.Random(20)
    calls = [wire.call("add", n, 0) if n % 5 else wire.call("nap", 5) for n in range(1, 20)]
    closing = wire.request(wire.document("add", 99, 0), "Connection: close")
    chunked = wire.head(None, "Transfer-Encoding: chunked", "Connection: close") + wire.chunked(wire.document("add", 98, 0), 40)
    expected_values = [n if n % 5 else 5 for n in range(1, 20)]
    with Server() as server:
        for name, last, value in (("length", closing, 99), ("chunked", chunked, 98)):
            data = b"".join(calls) + last
            expected = [*expected_values, value, "closed"]
            different = []
            for _ in range(100):
                cuts = sorted(chance.sample(range(1, len(data)), chance.randrange(0, 12)))
                pieces = [data[start:end] for start, end in zip([0, *cuts], [*cuts, len(data)])]
                found = values(outcome(server.port, pieces, pause=chance.choice((0, 0.001))))
                if found != expected:
                    different.append((cuts, found))
            report.equal(f"{name}: of 100 packetisations, different", (len(different), different[:1]), (0, []))
        single = b"".join(calls[:3]) + closing
        found = values(outcome(server.port, [single[at : at + 1] for at in range(len(single))], pause=0.0002))
        report.equal("one byte at a time", found, [*expected_values[:3], 99, "closed"])


def random_sequence(chance):
    """Requests of several kinds, of which the last closes; the bytes, and the places of HEAD requests."""
    add = wire.document("add", 2, 3)
    kinds = [
        lambda: wire.call("add", chance.randrange(100), 1),
        lambda: wire.call("nap", chance.randrange(10)),
        lambda: wire.call("subtract", 5, chance.randrange(9)),
        lambda: wire.head(None, method="GET", path="/healthz"),
        lambda: wire.head(None, method="HEAD", path="/healthz"),
        lambda: wire.head(None, method="GET", path="/nothing"),
        lambda: wire.request(b"<methodCall/>"),
        lambda: wire.request(add, path="/%52PC2"),
        lambda: wire.request(add, path="/nothing"),
        lambda: wire.request(add, "Content-Encoding: br"),
        lambda: wire.head(None, "Transfer-Encoding: chunked") + wire.chunked(add, chance.randrange(1, 90)),
    ]
    requests = [chance.choice(kinds)() for _ in range(chance.randrange(1, 14))] + [wire.request(add, "Connection: close")]
    heads = [at for at, data in enumerate(requests) if data.startswith(b"HEAD")]
    return b"".join(requests), heads


@check("8: packetisations of sequences of many kinds give the same outcome", seconds=120)
def mixed_packetisations(report):
    chance = random.Random(8)
    different, responses = [], 0
    with Server() as server:
        for number in range(60):
            data, heads = random_sequence(chance)
            whole = outcome(server.port, [data], heads=heads, pause=0)
            responses += len(whole) - 1
            for _ in range(5):
                cuts = sorted(chance.sample(range(1, len(data)), chance.randrange(0, 10)))
                pieces = [data[start:end] for start, end in zip([0, *cuts], [*cuts, len(data)])]
                found = outcome(server.port, pieces, heads=heads, pause=chance.choice((0, 0.002)))
                if found != whole:
                    different.append((number, cuts, [r[1] for r in found if len(r) == 3], [r[1] for r in whole if len(r) == 3]))
    report.equal("of 300 packetisations, different", (len(different), different[:2]), (0, []))
    report.note(f"{responses} responses to the whole sequences")


@check("a client that closes its half of the connection behind a call is answered")
def half_closed(report):
    with Server() as server:
        for name, calls, expected in (
            ("a short call", [wire.call("add", 2, 3)], [5]),
            ("a slow call", [wire.call("nap", 700)], [700]),
            ("a call that blocks", [wire.call("sleep", 700)], [700]),
            ("a slow call and another", [wire.call("nap", 300), wire.call("add", 2, 3)], [300, 5]),
        ):
            with wire.Client(server.port, timeout=10) as client:
                client.send(b"".join(calls))
                client.socket.shutdown(socket.SHUT_WR)
                found = []
                try:
                    while True:
                        found.append(client.response().value())
                except wire.Closed as closed:
                    end = str(closed)
                report.equal(name, (found, end), (expected, "closed"))
