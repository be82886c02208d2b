"""How cost grows with connections, with methods in flight, and with the size of documents.

    python3 -m benches.growth.measure [SECONDS] [--write]

One server on one core, the load on another. Prints three tables; `--write` puts them into the page and draws a plot of
each.
"""

import re
import sys

from benches import plots
from benches.harness import load, programs, report, requests
from benches.harness.client import Connection, xml_request
from benches.harness.programs import Server

CONNECTIONS = [1, 4, 16, 64, 250, 1000]
IN_FLIGHT = [1, 4, 16, 64]
WAIT = 10  # milliseconds
SIZES = [200, 2_000, 20_000, 200_000, 2_000_000, 8 << 20]


def connections(built, seconds):
    """Rows of a number of connections, and the load's results for our server and the bare one."""
    rows = []
    with (
        Server([built / "ours"], core=load.SERVER_CORE) as ours,
        Server([built / "bare"], core=load.SERVER_CORE) as bare,
    ):
        for count in CONNECTIONS:
            row = [load.run(server, requests.ADD.xml(), count, seconds) for server in (ours, bare)]
            rows.append((count, *row))
    return rows


def in_flight(built, seconds):
    """Rows of a number of callers, and the load's results for methods that wait, async and on the thread pool."""
    rows = []
    with Server([built / "ours"], core=load.SERVER_CORE) as server:
        for count in IN_FLIGHT:
            bodies = [xml_request(f"examples.{name}", WAIT) for name in ("wait_later", "wait_elsewhere")]
            rows.append((count, *(load.run(server, body, count, seconds) for body in bodies)))
    return rows


def documents(built, seconds):
    """For each shape, pairs of a request's size in bytes and the CPU time of a call in milliseconds."""
    shapes = {
        "integers": lambda size: ("examples.integers", [n * 7919 % 4_000_000 for n in range(size // 40 + 1)]),
        "structs": lambda size: ("examples.rows", requests.rows(size // 290 + 1)),
        "base64": lambda size: ("examples.bytes", requests.blob(max(1, (size - 300) * 3 // 4 * 76 // 77))),
        "text": lambda size: ("examples.text", requests.text(max(1, (size - 200) * 100 // 104))),
    }
    lines = {}
    with Server([built / "ours"], core=load.SERVER_CORE) as server:
        for shape, call in shapes.items():
            lines[shape] = []
            for size in SIZES:
                body = xml_request(*call(size))
                if len(body) > 8 << 20:
                    body = xml_request(*call(size - (len(body) - (8 << 20)) - 2000))
                lines[shape].append((len(body), cpu_milliseconds(server, body, seconds)))
    return lines


def cpu_milliseconds(server, body, seconds):
    """CPU time of a call, one at a time."""
    with Connection(server.port) as connection:
        response = connection.post(body)
    if not re.search(rb"<int>\d+</int>", response):
        raise SystemExit(f"a document of {len(body)} bytes: expected an int, got {response[:300]}")
    return 1e3 / load.run(server, body, 1, seconds).calls_per_cpu_second


def main():
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    seconds = numbers[0] if numbers else 3
    load.prepare()
    built = programs.build()

    seen = connections(built, seconds)
    head = ["connections", "calls per second", "median, ms", "99th percentile, ms", "÷ bare actix-web, by CPU time"]
    cells = [
        (
            count,
            *map(
                report.number,
                (o.calls_per_second, o.median, o.percentile_99, o.calls_per_cpu_second / b.calls_per_cpu_second),
            ),
        )
        for count, o, b in seen
    ]
    show("connections", report.table(head, cells))
    plot(
        "connections",
        {
            "ours": [(c, o.calls_per_second) for c, o, _ in seen],
            "bare actix-web": [(c, b.calls_per_second) for c, _, b in seen],
        },
    )

    seen = in_flight(built, seconds)
    head = ["in flight", "async, calls per second", "blocking, calls per second", "maximum"]
    cells = [
        (
            count,
            report.number(later.calls_per_second),
            report.number(elsewhere.calls_per_second),
            f"{count * 1000 // WAIT:,}",
        )
        for count, later, elsewhere in seen
    ]
    show("in flight", report.table(head, cells))
    plot(
        "in_flight",
        {
            "async": [(count, later.calls_per_second) for count, later, _ in seen],
            "blocking": [(count, elsewhere.calls_per_second) for count, _, elsewhere in seen],
        },
    )

    seen = documents(built, seconds)
    head = [
        "shape",
        *(f"{report.short(size) if size < 8 << 20 else '8 Mi'}B" for size in SIZES),
        "last step, ns per byte",
    ]
    cells = [
        (shape, *(f"{milliseconds:.3g} ms" for _, milliseconds in line), f"{marginal(line):.2f}")
        for shape, line in seen.items()
    ]
    show("documents", report.table(head, cells))
    plot("documents", seen)


def marginal(line):
    """Nanoseconds per additional byte, from the second last size to the last."""
    (size_before, before), (size, milliseconds) = line[-2:]
    return (milliseconds - before) * 1e6 / (size - size_before)


def show(marker, text):
    print(f"{text}\n")
    if "--write" in sys.argv:
        report.write(marker, text)


def plot(name, series):
    if "--write" in sys.argv:
        plots.write(name, series)


if __name__ == "__main__":
    main()
