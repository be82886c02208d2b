"""Memory usage of an idle keep-alive connection.

    python3 -m benches.footprint.memory [CONNECTIONS] [--write]

Each connection makes one call, then stays open. The growth of the server's resident memory is divided by the number of
connections; as many calls over one connection come first, so that their memory does not count. A bare actix-web server
is measured in the same way.
"""

import re
import resource
import sys

from benches.harness import programs, report
from benches.harness.client import Connection
from benches.harness.programs import Server
from benches.harness.requests import ADD

LIMIT = 13


def resident(process):
    """Resident memory of a process, in bytes."""
    with open(f"/proc/{process.pid}/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+) kB", status.read()).group(1)) * 1024


def each(program, connections):
    with Server([program]) as server:
        with Connection(server.port) as warm:
            for _ in range(connections):
                warm.post(ADD.xml())
        before = resident(server.process)
        idle = [Connection(server.port) for _ in range(connections)]
        try:
            for connection in idle:
                if not re.search(ADD.expected_in_xml(), connection.post(ADD.xml())):
                    raise SystemExit(f"{program.name}: wrong response to {ADD.name}")
            return (resident(server.process) - before) / connections
        finally:
            for connection in idle:
                connection.close()


def main():
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    connections = numbers[0] if numbers else 2000
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, connections + 1000), most))
    built = programs.build()
    sizes = {name: each(built / name, connections) / 1024 for name in ["ours", "bare"]}
    rows = [("ours", f"{sizes['ours']:.1f} KiB", f"≤ {LIMIT} KiB"), ("bare actix-web", f"{sizes['bare']:.1f} KiB", "")]
    text = report.table([f"one of {connections:,} idle connections", "measured", "limit"], rows)
    print(text)
    if "--write" in sys.argv:
        report.write("memory", text)


if __name__ == "__main__":
    main()
