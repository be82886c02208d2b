"""The cost of leaving the event loop: the same addition inline, in a future, and on the thread pool.

    python3 -m benches.instructions.hop [--write]

Counts instructions in user space as the gate does, and measures the fastest and the median call over one connection.
"""

import sys
import time

from benches.harness import callgrind, programs, report
from benches.harness.client import Connection, xml_request
from benches.harness.programs import Server
from benches.harness.requests import ADD

METHODS = [("`#[expose(inline)] fn`", "add"), ("`async fn`", "add_later"), ("`fn`", "add_elsewhere")]
CALLS = 5000


def microseconds(program, body):
    """The fastest and the median call."""
    times = []
    with Server([program]) as server, Connection(server.port) as connection:
        for _ in range(CALLS):
            started = time.perf_counter()
            connection.post(body)
            times.append((time.perf_counter() - started) * 1e6)
    return min(times), sorted(times)[CALLS // 2]


def main():
    callgrind.prepare()
    program = programs.build() / "ours"
    rows = []
    for written, name in METHODS:
        body = xml_request(f"examples.{name}", 2, 3)
        counted = callgrind.server_calls([program], body, ADD.expected_in_xml(), calls=(100, 1100))
        rows.append((written, report.number(counted), *map(report.number, microseconds(program, body))))
    text = report.table(["add as", "instructions", "fastest call, µs", "median call, µs"], rows)
    print(text)
    if "--write" in sys.argv:
        report.write("hop", text)


if __name__ == "__main__":
    main()
