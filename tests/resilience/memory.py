"""What clients make the server hold: per byte sent, and in total against the memory budget."""

import base64
import contextlib
import random
import threading
import time
import zlib

import wire
from checks import check
from probe import Probe
from served import MIB, Server, wait_until

# Resident bytes that a byte sent may cost.
RATIO = 4
BUDGET = 256 * MIB
# Resident memory against counted bytes: small buffers, and what the allocator keeps of freed memory.
BEYOND = 1.5
# glibc keeps freed buffers of up to 32 MiB otherwise.
FREED_AT_ONCE = {"MALLOC_MMAP_THRESHOLD_": "131072"}
BUDGETED = ("--memory-budget", str(BUDGET))


def connect(server, count, **options):
    """Clients that have each made a call, so that what a connection itself costs is allocated."""
    stack = contextlib.ExitStack()
    clients = [
        stack.enter_context(wire.Client(server.port, f"127.2.{n // 200}.{1 + n % 200}", **options)) for n in range(count)
    ]
    for client in clients:
        client.call("add", 1, 2)
    time.sleep(0.3)
    return stack, clients


def held_per_byte(report, server, clients, data):
    """Sends `data` on each connection, as far as the server takes it; compares what is held with what was sent."""
    before = server.memory()
    sent = sum(client.try_to_send(data) for client in clients)
    time.sleep(1.5)
    growth = max(0, server.memory() - before)
    report.at_most("bytes held for each byte sent", growth / sent, RATIO)
    report.note(f"{growth / MIB:.1f} MiB held for {sent / MIB:.1f} MiB sent")


GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"


@check("2: requests that are pipelined behind a slow call")
def pipelined_behind_a_slow_call(report):
    count = 120_000 // len(GET)
    with Server() as server:
        stack, clients = connect(server, 30)
        with stack, Probe(server) as probe:
            held_per_byte(report, server, clients, wire.call("nap", 5000) + GET * count)
            first = clients[0]
            report.equal("the slow call's response", first.response().value(), 5000)
            statuses = [first.response().status for _ in range(count)]
            report.equal("responses with 200 behind it", statuses.count(200), count)
        probe.into(report)


@check("2, 3: requests that are pipelined behind a response that is not read")
def pipelined_behind_an_unread_response(report):
    calls, gets = wire.call("text", 4 * MIB), GET * (120_000 // len(GET))
    held = []
    for data in (calls, calls + gets):
        with Server() as server:
            stack, clients = connect(server, 30, receive_buffer=4096)
            with stack:
                before = server.memory()
                sent = sum(client.try_to_send(data) for client in clients)
                time.sleep(1.5)
                held.append(server.memory() - before)
    report.at_most("bytes held for each byte sent, beyond the responses", (held[1] - held[0]) / sent, RATIO)
    report.note(f"{held[0] / MIB:.1f} MiB of responses, {held[1] / MIB:.1f} MiB with {sent / MIB:.1f} MiB sent behind them")


@check("2: parts of heads and of bodies")
def partial_requests(report):
    for name, data in {
        "heads": b"POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"x" * 20_000,
        "bodies": wire.head(400_000) + b"<methodCall>" + b" " * 200_000,
    }.items():
        with Server() as server:
            stack, clients = connect(server, 200)
            with stack:
                report.note(name)
                held_per_byte(report, server, clients, data)


@check("2: a body in chunks of one byte")
def small_chunks(report):
    for count in (3000, 30_000):
        with Server() as server:
            stack, clients = connect(server, 200)
            with stack:
                report.note(f"{count:,} chunks")
                data = wire.head(None, "Transfer-Encoding: chunked") + b"1\r\nx\r\n" * count
                held_per_byte(report, server, clients, data)


@check("1, 2: what a connection costs before its request is whole", files=2000)
def cost_of_a_connection(report):
    count = 1500
    headers = [f"a{number}: b" for number in range(90)]
    with Server() as server:
        before = server.memory()
        stack, clients = connect(server, count)
        with stack:
            report.at_most("KiB held for an idle connection", (server.memory() - before) / count / 1024, 16)
            for client in clients:
                client.try_to_send(wire.head(1000, *headers) + b"<methodCall>")
            time.sleep(1.5)
            report.at_most("KiB with a head of 90 headers", (server.memory() - before) / count / 1024, 64)


def compressed_echo(size):
    """A request with a body of `size` bytes whose response is five times as long, compressed as much as is accepted."""
    varied = base64.b64encode(random.Random(size).randbytes(size // 200))
    text = b"<![CDATA[" + varied + b"&" * (size - len(varied) - 300) + b"]]>"
    body = b"<methodCall><methodName>echo</methodName><params><param><value><string>" + text
    body += b"</string></value></param></params></methodCall>"
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = packer.compress(body) + packer.flush()
    return wire.request(body, "Content-Encoding: gzip")


def array(method, value, size, *more):
    """A call of a method with an array of some `size` bytes, and integers behind it."""
    further = "".join(f"<param><value><int>{number}</int></value></param>" for number in more)
    values = value * (size // len(value))
    return wire.request(
        b"<methodCall><methodName>%b</methodName><params><param><value><array><data>%b</data></array></value></param>%b"
        b"</params></methodCall>" % (method.encode(), values, further.encode())
    )


def each_in_a_thread(function, arguments):
    threads = [threading.Thread(target=function, args=(argument,), daemon=True) for argument in arguments]
    for thread in threads:
        thread.start()
    return threads


def unread(report, data):
    """Forty clients that send a request and read nothing."""
    with Server(*BUDGETED, environment=FREED_AT_ONCE) as server:
        stack, clients = connect(server, 40, receive_buffer=4096)
        server.forget_peak()
        before = server.memory()
        with stack, Probe(server) as probe:
            for client in clients:
                client.try_to_send(data)
            time.sleep(6)
            report.at_most("MiB held", (server.memory() - before) / MIB, BUDGET * BEYOND / MIB)
            report.note(f"{(server.peak() - before) / MIB:,.0f} MiB before clients are given up; {len(data):,} bytes sent by each of {len(clients)} clients")
        probe.into(report)
        with wire.Client(server.port) as late:
            report.equal("a call afterwards", late.call("add", 2, 3), 5)


@check("3: large responses that are not read stay within the memory budget")
def unread_responses(report):
    unread(report, compressed_echo(8 * MIB))


@check("3: large responses to short calls stay within the memory budget, too")
def unread_responses_to_short_calls(report):
    unread(report, wire.call("long_text", 32 * MIB))


@check("3: large responses of multicalls stay within the memory budget, too")
def unread_responses_of_multicalls(report):
    unread(report, wire.call("system.multicall", [{"methodName": "long_text", "params": [30_000]}] * 1000))


def gzipped(body):
    """A request with a body that is compressed as much as possible."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return wire.request(packer.compress(body) + packer.flush(), "Content-Encoding: gzip")


def compressed_ampersands(method, count):
    """A call with a text of `count` bytes whose response is five times as long, in some 1,200 bytes."""
    text = b"<![CDATA[" + b"&" * count + b"]]>"
    return gzipped(
        b"<methodCall><methodName>%b</methodName><params><param><value><string>%b</string></value></param></params>"
        b"</methodCall>" % (method.encode(), text)
    )


def burst(report, data, connections=300, options=(), refused=75, environment=None):
    """Short requests with large responses, all at once. Nothing is read before they have been answered or refused."""
    budget = BUDGET // 2
    with Server("--memory-budget", str(budget), *options, environment=environment) as server:
        stack, clients = connect(server, connections, receive_buffer=4096)
        server.forget_peak()
        before = server.memory()
        with stack, Probe(server) as probe:
            for client in clients:
                client.try_to_send(data)
            time.sleep(6)
            report.at_most("MiB at the peak", (server.peak() - before) / MIB, budget * BEYOND / MIB)
            statuses = [first_status(client) for client in clients]
            report.at_least("calls that are answered", statuses.count(200), 1)
            report.at_least("calls that are refused with 503", statuses.count(503), refused)
        report.note(f"{connections} requests of {len(data):,} bytes: {statuses.count(200)} answered")
        report.equal("honest calls that failed", probe.failures[:3], [])
        with wire.Client(server.port) as late:
            report.equal("a call afterwards", late.call("add", 2, 3), 5)


def first_status(client):
    """The status of a response of which nothing else is read."""
    client.socket.settimeout(0.2)
    try:
        return int(client.socket.recv(12)[9:12])
    except (OSError, ValueError):
        return None


@check("3: a burst of short calls whose text is escaped stays within the memory budget")
def burst_of_escaped_text(report):
    burst(report, compressed_ampersands("echo", 1_000_000))


@check("3: a burst of multicalls of introspection stays within the memory budget")
def burst_of_introspection(report):
    entries = [{"methodName": "system.listMethods", "params": []}] * 1000
    burst(report, gzipped(wire.document("system.multicall", entries)))


@check("3: a burst of calls on threads stays within the memory budget")
def burst_of_blocking_calls(report):
    burst(report, compressed_ampersands("echo_elsewhere", 1_000_000))


@check("3: a burst of asynchronous calls stays within the memory budget")
def burst_of_asynchronous_calls(report):
    burst(report, compressed_ampersands("echo_later", 1_000_000))


@check("3: a burst of numbers stays within the memory budget")
def burst_of_numbers(report):
    burst(report, wire.call("numbers", 150_000))


@check("3: a burst of structs stays within the memory budget")
def burst_of_structs(report):
    burst(report, wire.call("records", 40_000))


@check("3: a burst of faults with long texts stays within the memory budget")
def burst_of_faults(report):
    # The text of a fault is held by the method's error, too, which the budget does not count.
    burst(report, compressed_ampersands("refuse", 1_000_000), environment=FREED_AT_ONCE)


@check("3: a burst of responses that are compressed stays within the memory budget")
def burst_of_compressed_responses(report):
    # Noise, of which gzip saves a quarter.
    burst(report, wire.call("noise", 3_000_000).replace(b"\r\n\r\n", b"\r\nAccept-Encoding: gzip\r\n\r\n", 1))


@check("3: a burst of multicalls that run concurrently stays within the memory budget")
def burst_of_concurrent_entries(report):
    entries = [{"methodName": "long_text", "params": [30_000]}] * 200
    # Short results stay with the heaps of the threads that freed them, of which glibc has eight for each core: one is enough
    # to see what the server holds.
    environment = {"MALLOC_ARENA_MAX": "1"}
    options = ("--multicall-concurrency", "8")
    burst(report, gzipped(wire.document("system.multicall", entries)), options=options, refused=10, environment=environment)


@check("3: a burst of pipelined calls stays within the memory budget")
def burst_of_pipelined_calls(report):
    burst(report, compressed_ampersands("echo", 1_000_000) * 20, connections=100, refused=25)


@check("3: a burst of documents in another character set stays within the memory budget")
def burst_of_other_character_sets(report):
    text = ("é" * 1_000_000).encode("latin-1")
    body = (
        b"<?xml version='1.0' encoding='ISO-8859-1'?><methodCall><methodName>echo_later</methodName><params><param><value>"
        b"<string>%b</string></value></param></params></methodCall>" % text
    )
    burst(report, gzipped(body))


@check("3: calls whose clients leave count until their methods end")
def clients_that_leave(report):
    budget = BUDGET // 2
    text = "x" * (2 * MIB)
    with Server("--memory-budget", str(budget)) as server:
        before = server.memory()
        server.forget_peak()
        answered = []
        for _ in range(200):
            with wire.Client(server.port) as client:
                client.send(wire.call("keep", text, 8000))
                time.sleep(0.01)
                client.socket.settimeout(0.02)
                try:
                    answered.append(client.response().status)
                except (OSError, wire.Closed):
                    pass
        report.at_most("MiB at the peak", (server.peak() - before) / MIB, budget * BEYOND / MIB)
        report.at_least("calls that are refused with 503", answered.count(503), 50)


@check("3: a client that takes its response too slowly is cut", waits=True)
def slow_reader(report):
    with Server() as server:
        with wire.Client(server.port, receive_buffer=4096) as client:
            client.send(wire.call("text", 32 * MIB))
            start = time.monotonic()
            time.sleep(1)
            while server.connections() and time.monotonic() - start < 130:
                time.sleep(8)
                client.socket.recv(4096)
            report.at_most("seconds until a client that takes 500 bytes a second is cut", time.monotonic() - start, 120)


@check("a reader as slow as 56 kbit/s keeps its connection", waits=True)
def paced_reader(report):
    with Server() as server:
        with wire.Client(server.port, receive_buffer=4096) as client:
            client.send(wire.call("text", 4 * MIB))
            start, taken = time.monotonic(), 0
            while time.monotonic() - start < 75 and (data := client.socket.recv(700)):
                taken += len(data)
                time.sleep(max(0, start + taken / 7000 - time.monotonic()))
            report.at_least("seconds that it is served", time.monotonic() - start, 75)
            report.equal("connections that the server holds", server.connections(), 1)


@check("3: a client that takes nothing of its response is cut", waits=True)
def absent_reader(report):
    with Server() as server:
        with wire.Client(server.port, receive_buffer=4096) as client:
            client.send(wire.call("text", 32 * MIB))
            time.sleep(1)
            start = time.monotonic()
            wait_until(lambda: server.connections() == 0, 70)
            report.at_most("seconds until it is cut", time.monotonic() - start, 45)


@check("4: a burst earns no long silence", waits=True)
def burst_then_silence(report):
    size = 8 * MIB
    with Server() as server, wire.Client(server.port) as client:
        client.send(wire.head(size) + b" " * (size - 1))
        start = time.monotonic()
        client.socket.settimeout(90)
        try:
            received, _ = client.until_closed()
        except TimeoutError:
            received = b""
        report.at_most("seconds until it is closed", time.monotonic() - start, 60)
        report.holds("it gets 408", received.startswith(b"HTTP/1.1 408"), received[:60])


@check("4: bodies that come all but one byte stay within the memory budget")
def bursts_of_many(report):
    size = 8 * MIB
    data = wire.head(size) + b"<methodCall>" + b" " * (size - 13)
    with Server(*BUDGETED) as server:
        stack, clients = connect(server, 80)
        server.forget_peak()
        before = server.memory()
        with stack, Probe(server) as probe:

            def send(client):
                try:
                    client.send(data)
                except OSError:
                    pass

            each_in_a_thread(send, clients)
            time.sleep(6)
            report.at_most("MiB of growth", (server.peak() - before) / MIB, BUDGET * BEYOND / MIB)
            refused = retry = 0
            for client in clients:
                client.socket.settimeout(0.05)
                try:
                    response = client.response()
                    refused += response.status == 503 and response.says_close()
                    retry += "retry-after" in response.headers
                except (OSError, wire.Closed, ValueError):
                    pass
            report.at_least("clients refused with 503 and Connection: close", refused, 20)
            report.equal("of these with Retry-After", retry, refused)
        probe.into(report)


def statuses(clients, data, seconds=0):
    """Sends a request on each connection at once, again and again for so long; the statuses that came."""
    found, end = [], time.monotonic() + seconds

    def send(client):
        try:
            while True:
                client.send(data)
                found.append(client.response().status)
                if found[-1] != 200 or time.monotonic() > end:
                    break
        except (OSError, wire.Closed):
            found.append("closed")

    for thread in each_in_a_thread(send, clients):
        thread.join()
    return found


@check("3: large documents that are read at once stay within the memory budget")
def many_values(report):
    data = array("count", b"<value/>", 3_900_000)
    with Server(*BUDGETED) as server:
        server.forget_peak()
        before = server.memory()
        answers = []
        with Probe(server) as probe:
            for _ in range(4):
                stack, clients = connect(server, 24)
                with stack:
                    answers += statuses(clients, data, 1)
        report.at_most("MiB of growth", (server.peak() - before) / MIB, BUDGET * BEYOND / MIB)
        report.holds("each gets 200 or 503", set(answers) <= {200, 503}, answers)
        report.note(f"{answers.count(200)} of {len(answers)} calls were answered")
        probe.into(report)


@check("3: the values of calls in flight stay within the memory budget")
def values_in_flight(report):
    data = array("hold", b"<value/>", 3_900_000, 4000)
    with Server(*BUDGETED) as server:
        stack, clients = connect(server, 24)
        server.forget_peak()
        before = server.memory()
        with stack:
            answers = statuses(clients, data)
        report.at_most("MiB of growth", (server.peak() - before) / MIB, BUDGET * BEYOND / MIB)
        report.holds("each gets 200 or 503", set(answers) <= {200, 503}, answers)
        report.note(f"{answers.count(200)} of {len(answers)} calls were answered")
