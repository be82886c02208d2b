"""Slow methods, full queues and long decoding: other calls are still answered."""

import contextlib
import threading
import time
import xmlrpc.client

import wire
from checks import check
from memory import array, compressed_echo
from probe import Probe
from served import MIB, Server, wait_until


def occupy(stack, port, count, data, timeout=60):
    """Connections from many addresses that have each sent a call."""
    clients = []
    for number in range(count):
        client = stack.enter_context(wire.Client(port, f"127.5.{number // 200}.{1 + number % 200}", timeout=timeout))
        client.send(data)
        clients.append(client)
    return clients


def seconds_of(port, method, *parameters, timeout=15):
    """How long a call over a new connection takes, and its value, or what went wrong."""
    start = time.monotonic()
    try:
        with wire.Client(port, "127.0.0.4", timeout=timeout) as client:
            client.send(wire.call(method, *parameters))
            response = client.response()
            value = response.value() if response.status == 200 else response.status
    except (OSError, wire.Closed, xmlrpc.client.Fault) as error:
        value = repr(error)
    return time.monotonic() - start, value


@check("5: 1,100 calls of a method that sleeps leave room for the others", files=2000)
def one_slow_method(report):
    with Server() as server:
        with contextlib.ExitStack() as stack, Probe(server) as probe:
            occupy(stack, server.port, 1100, wire.call("nap", 30_000))
            time.sleep(0.5)
            for method, parameters, value in (("add", (2, 3), 5), ("negate", (4,), -4), ("subtract", (5, 3), 2)):
                seconds, found = seconds_of(server.port, method, *parameters)
                report.equal(method, found, value)
                report.at_most(f"seconds of {method}", seconds, 5)
            seconds, found = seconds_of(server.port, "system.listMethods")
            report.holds("system.listMethods is answered", isinstance(found, list), found)
            report.at_most("seconds of system.listMethods", seconds, 5)
            for path, status in (("/healthz", 200), ("/readyz", None)):
                start = time.monotonic()
                found = wire.fetch(server.port, path)
                report.holds(f"{path} is answered", found == status or status is None, found)
                report.at_most(f"seconds of {path}", time.monotonic() - start, 5)
        probe.into(report)


@check("5: 300 calls of a method that blocks leave threads for the others")
def one_blocking_method(report):
    with Server() as server:
        with contextlib.ExitStack() as stack, Probe(server) as probe:
            occupy(stack, server.port, 300, wire.call("sleep", 30_000))
            time.sleep(0.5)
            seconds, found = seconds_of(server.port, "subtract", 5, 3)
            report.equal("another method that needs a thread", found, 2)
            report.at_most("its seconds", seconds, 5)
            # A large request is decoded on a thread.
            seconds, found = seconds_of(server.port, "length", "x" * 400_000)
            report.equal("a large request", found, 400_000)
            report.at_most("its seconds", seconds, 5)
        probe.into(report)


@check("5: with the defaults, calls beyond the queue get 503, and waiting ends", waits=True, files=5000)
def refused_when_full(report):
    with Server() as server:
        with contextlib.ExitStack() as stack:
            # Two methods, so that a share of the places for each method does not keep the server from being full.
            clients = occupy(stack, server.port, 2000, wire.call("nap", 40_000))
            clients += occupy(stack, server.port, 2000, wire.call("hold", [], 40_000))
            wait_until(lambda: wire.fetch(server.port, "/readyz") == 503, 10)
            report.equal("readiness while it is full", wire.fetch(server.port, "/readyz"), 503)
            report.equal("health while it is full", wire.fetch(server.port, "/healthz"), 200)
            statuses, retry, start = [], 0, time.monotonic()
            for client in clients:
                client.socket.settimeout(max(0.001, start + 33 - time.monotonic()))
                try:
                    response = client.response()
                    statuses.append(response.status)
                    retry += "retry-after" in response.headers
                except (OSError, wire.Closed):
                    statuses.append(None)
            report.at_least("calls refused with 503", statuses.count(503), 1500)
            report.equal("of these with Retry-After", retry, statuses.count(503))
            report.at_most("calls that still wait or run after 33 s", statuses.count(None), 1000)


@check("5: callers that left do not keep their place in the queue", files=3500)
def callers_that_left(report):
    with Server() as server:
        with contextlib.ExitStack() as stack:
            occupy(stack, server.port, 2600, wire.call("nap", 6000))
            time.sleep(0.5)
        started = time.monotonic()
        seconds, found = seconds_of(server.port, "nap", 1)
        report.holds("a new call is answered, not refused", found in (1, 503), found)
        report.at_most("seconds of a new call", seconds, 11)
        while found == 503 and time.monotonic() - started < 15:
            time.sleep(0.1)
            _, found = seconds_of(server.port, "nap", 1)
        report.at_most("seconds until a call is answered", time.monotonic() - started, 11)


def loop(port, data, number, over, counted):
    with contextlib.suppress(OSError, wire.Closed):
        with wire.Client(port, f"127.6.0.{number}", timeout=20) as client:
            while not over.is_set():
                client.send(data)
                counted.append(client.response().status)


def holding(report, data, what, *options, clients=4):
    """Lets clients repeat a request, and measures honest calls beside them."""
    with Server("--workers", "1", *options) as server:
        over, counted = threading.Event(), []
        with Probe(server) as probe:
            arguments = [(server.port, data, number, over, counted) for number in range(1, clients + 1)]
            threads = [threading.Thread(target=loop, args=argument) for argument in arguments]
            for thread in threads:
                thread.start()
            time.sleep(4)
            over.set()
            for thread in threads:
                thread.join()
        report.note(f"{what}: {len(counted)} requests of {len(data):,} bytes, statuses {sorted(set(counted))}")
        report.in_time(f"{what}: ms of an honest call (median)", probe.median, 20)
        probe.into(report)


@check("10: documents just under the size that goes to a thread", seconds=60)
def documents_just_under(report):
    attributes = b"".join(b" a%d=''" % number for number in range(64))
    holding(report, array("count", b"<value%b/>" % attributes, 255_000), "values with 64 attributes")
    holding(report, array("count", b"<value ><i4 >1</i4 ></value >", 255_000), "tags with blanks")
    holding(report, array("count", b"<value/>", 255_000), "empty values")


@check("10: multicalls of 1,000 inline entries", seconds=60)
def large_multicalls(report):
    entries = [{"methodName": "add", "params": [n, 1]} for n in range(1000)]
    holding(report, wire.call("system.multicall", entries), "add")
    entries = [{"methodName": "text", "params": [60_000]} for n in range(1000)]
    holding(report, wire.call("system.multicall", entries), "text of 60,000")
    entries = [{"methodName": "system.listMethods", "params": []} for n in range(1000)]
    holding(report, wire.call("system.multicall", entries), "system.listMethods")


@check("10: compressed and large documents", seconds=60)
def large_documents(report):
    holding(report, compressed_echo(MIB), "compressed, 1 MiB")
    holding(report, array("count", b"<value/>", 3_900_000), "490,000 values")


@check("10: large responses that are compressed", seconds=60)
def compressed_responses(report):
    holding(report, wire.request(wire.document("long_text", 20 * MIB), "Accept-Encoding: gzip"), "text of 20 MiB")
    entries = [{"methodName": "text", "params": [1300]} for n in range(1000)]
    data = wire.request(wire.document("system.multicall", entries), "Accept-Encoding: gzip")
    holding(report, data, "1,000 texts of 1,300")
