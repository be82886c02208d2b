"""What it costs to leave the event loop: the same addition inline, in a future, and on the pool of threads.

    python3 -m benches.instructions.hop [--write]

Instructions in user space as the gate counts them, and the fastest of many calls over one connection in microseconds.
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
    """The fastest call, and the one that half of them were faster than."""
    times = []
    with Server([program]) as server, Connection(server.port) as connection:
        for _ in range(CALLS):
            begun = time.perf_counter()
            connection.post(body)
            times.append((time.perf_counter() - begun) * 1e6)
    return min(times), sorted(times)[CALLS // 2]


def main():
    callgrind.prepare()
    program = programs.build() / "ours"
    rows = []
    for written, name in METHODS:
        body = xml_request(f"examples.{name}", 2, 3)
        counted = callgrind.server_calls([program], body, ADD.right_in_xml(), calls=(100, 1100))
        rows.append((written, report.number(counted), *map(report.number, microseconds(program, body))))
    text = report.table(["add as", "instructions", "fastest call, µs", "median call, µs"], rows)
    print(text)
    if "--write" in sys.argv:
        report.write("hop", text)


if __name__ == "__main__":
    main()
