"""Connections that take places, descriptors and time, with honest clients beside them."""

import contextlib
import pathlib
import re
import signal
import threading
import time

import wire
from checks import check
from memory import connect
from probe import Probe
from served import MIB, Server, wait_until

CHUNKED = "Transfer-Encoding: chunked"


def refused_head(*lines, **options):
    return wire.head(None, CHUNKED, "Expect: 100-continue", *lines, **options)


@check("1: 1,010 refused connections that stay, with 1,024 descriptors", waits=True)
def refused_and_silent(report):
    with Server(descriptors=(1024, 1024)) as server:
        with contextlib.ExitStack() as stack:
            clients = []
            for number in range(1010):
                with contextlib.suppress(OSError):
                    client = stack.enter_context(wire.Client(server.port, f"127.3.{number // 200}.{1 + number % 200}", timeout=5))
                    kind = {"host": "evil.example"} if number % 2 else {"path": "/nothing"}
                    client.try_to_send(refused_head(**kind))
                    clients.append(client)
            start = time.monotonic()
            served = None
            while served is None and time.monotonic() - start < 60:
                with contextlib.suppress(OSError, wire.Closed):
                    with wire.Client(server.port, "127.0.0.2", timeout=2) as honest:
                        served = honest.call("add", 2, 3)
            report.at_most("seconds until a new client is served", time.monotonic() - start, 15)
            closed = 0
            for client in clients[:50]:
                client.socket.settimeout(max(0.1, start + 45 - time.monotonic()))
                with contextlib.suppress(OSError):
                    received, _ = client.until_closed()
                    closed += b"connection: close" in received.lower()
            report.equal("of 50, closed with Connection: close", closed, min(50, len(clients)))


@check("1: SIGTERM is not held up by refused connections", waits=True)
def refused_and_stopped(report):
    with Server() as server:
        with contextlib.ExitStack() as stack:
            for number in range(50):
                client = stack.enter_context(wire.Client(server.port))
                client.send(refused_head(host="evil.example"))
            time.sleep(1)
            code, seconds = server.end(signal.SIGTERM)
            report.at_most("seconds from SIGTERM to the end", seconds, 9)
            report.equal("exit code", code, 0)


@check("1: a refused body that never ends is not swallowed for ever")
def refused_and_flooding(report):
    piece = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    with Server() as server:
        with Probe(server) as probe:
            total, start = 0, time.monotonic()
            with wire.Client(server.port, timeout=15) as client:
                client.send(refused_head(host="evil.example"))
                with contextlib.suppress(OSError):
                    while time.monotonic() - start < 25 and total < 400 * MIB:
                        client.send(piece)
                        total += len(piece)
            # Three times the limit of a body, and what the kernel buffers.
            report.at_most("MiB taken from one refused connection", total / MIB, 3 * 8 + 16)
        probe.into(report)


@check("connections from one address leave room for others")
def silent_connections(report):
    with Server() as server:
        with contextlib.ExitStack() as stack, Probe(server) as probe:
            opened = 0
            start = time.monotonic()
            while opened < 11_000 and time.monotonic() - start < 12:
                try:
                    client = wire.Client(server.port, None, timeout=0.5)
                except OSError:
                    break
                stack.callback(client.close)
                opened += 1
            time.sleep(2)
            report.note(f"{opened:,} connections opened from one address")
        probe.into(report)


@check("a storm of connections that are opened and reset")
def connection_storm(report):
    with Server() as server:
        over = threading.Event()

        def storm(number):
            while not over.is_set():
                with contextlib.suppress(OSError):
                    with wire.Client(server.port, f"127.4.0.{number}", timeout=5) as client:
                        client.send(wire.head(1000) + b"<method")
                time.sleep(0.001)

        with Probe(server) as probe:
            threads = [threading.Thread(target=storm, args=(number,)) for number in range(1, 5)]
            for thread in threads:
                thread.start()
            time.sleep(5)
            over.set()
            for thread in threads:
                thread.join()
        probe.into(report)
        before = server.memory()
        report.at_most("MiB resident afterwards", before / MIB, 64)


@check("the soft limit of descriptors is raised to the hard one")
def descriptors_raised(report):
    with Server(descriptors=(256, 20_000)) as server:
        limits = pathlib.Path(f"/proc/{server.pid}/limits").read_text()
        report.equal("soft limit of 256 becomes", re.search(r"Max open files\s+(\d+)", limits)[1], "20000")


@check("one address opens all it can, with 1,024 descriptors: others are still served", files=3000)
def one_address_with_few_descriptors(report):
    with Server(descriptors=(1024, 1024)) as server:
        with contextlib.ExitStack() as stack, Probe(server) as probe:
            for _ in range(1500):
                with contextlib.suppress(OSError):
                    stack.enter_context(wire.Client(server.port, None, timeout=0.5))
            time.sleep(1)
            report.at_most("connections that it holds", server.connections(), 512)
        probe.into(report)


@check("a warning says if there are too few descriptors")
def descriptors_warning(report):
    with Server(descriptors=(1000, 1000)) as server:
        wait_until(lambda: "max_connections" in server.log(), 10)
        report.holds("it names `max_connections`", "max_connections" in server.log(), server.log())
    with Server(descriptors=(20_000, 20_000)) as server:
        report.equal("what the log says if there are enough", server.log(), "")


@check("13: TCP keep-alive is on for accepted connections")
def tcp_keep_alive(report):
    with Server() as server:
        stack, clients = connect(server, 1)
        with stack:
            local = clients[0].socket.getsockname()[1]
            with open("/proc/net/tcp") as table:
                rows = [line.split() for line in table][1:]
            timer = [row[5] for row in rows if row[1].endswith(f":{server.port:04X}") and row[2].endswith(f":{local:04X}")]
            report.equal("timer of the server's socket (02: keep-alive)", [text[:2] for text in timer], ["02"])
