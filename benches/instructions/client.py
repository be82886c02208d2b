"""Instructions and allocations of one call of the client, compared with the same bytes through hyper alone, and with
Python's ServerProxy.

    python3 -m benches.instructions.client

The server runs outside of valgrind; every response is checked. Fails with a sentence for each missed bar.
"""

import os
import re
import subprocess
import sys

from benches.harness import callgrind, programs, report
from benches.harness.programs import Server

# The most instructions and allocations of a call, as multiples of those of hyper alone.
MOST = 1.10
# The least instructions of Python's client in user space, as a multiple of ours.
LEAST_PYTHON = 18

PYTHON = """
import sys, xmlrpc.client
with xmlrpc.client.ServerProxy(f"http://127.0.0.1:{sys.argv[1]}/RPC2") as server:
    assert all(server.examples.add(2, 3) == 5 for _ in range(int(sys.argv[2])))
"""


def instructions(command, calls=(50, 550)):
    """Instructions of one call: the difference of two runs with different numbers of calls."""
    few, many = (counted_run([*command, str(count)]) for count in calls)
    return (many - few) / (calls[1] - calls[0])


def counted_run(command):
    valgrind = [*callgrind.VALGRIND, "--callgrind-out-file=/dev/null", *command]
    environment = os.environ | callgrind.VECTOR_COPIES
    done = subprocess.run(valgrind, check=True, capture_output=True, text=True, env=environment)
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


def allocations(command):
    """Allocations of the last of many calls."""
    return int(subprocess.run([*command, "100"], check=True, capture_output=True, text=True).stdout)


def main():
    callgrind.prepare()
    built = programs.build()
    with Server([built / "ours"]) as server:
        port = str(server.port)
        ours, bare = ([str(built / "client"), which, port] for which in ["ours", "bare"])
        counts = [instructions(command) for command in [ours, bare, [sys.executable, "-c", PYTHON, port]]]
        allocated = [allocations([str(built / "client_allocations"), which, port]) for which in ["ours", "bare"]]

    bars = [
        ("instructions ÷ those of hyper alone", counts[0] / counts[1], f"≤ {MOST}", counts[0] <= MOST * counts[1]),
        ("allocations ÷ those of hyper alone", allocated[0] / allocated[1], f"≤ {MOST}", allocated[0] <= MOST * allocated[1]),
        ("instructions of Python's ServerProxy ÷ ours", counts[2] / counts[0], f"≥ {LEAST_PYTHON}", counts[2] >= LEAST_PYTHON * counts[0]),
    ]
    print(report.table(["one call of the client", "measured", "limit"], [(name, report.number(value), limit) for name, value, limit, _ in bars]))
    sys.exit("\n".join(f"{name}: {value:.2f}, and the limit is {limit}" for name, value, limit, kept in bars if not kept) or None)


if __name__ == "__main__":
    main()
