"""Memory of a connection that is kept alive and idle.

    python3 -m benches.footprint.memory [CONNECTIONS] [--write]

Each connection makes one call, then stays open. What the server's resident memory has grown by, beyond what as many
calls over one connection make of it, is divided by the number of connections. A bare actix-web server is measured
alike.
"""

import re
import resource
import sys

from benches.harness import programs, report
from benches.harness.client import Connection
from benches.harness.programs import Server
from benches.harness.requests import ADD

BAR = 13


def resident(process):
    """Bytes of memory that a process has in use."""
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
                if not re.search(ADD.right_in_xml(), connection.post(ADD.xml())):
                    raise SystemExit(f"{program.name} does not add")
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
    rows = [("ours", f"{sizes['ours']:.1f} KiB", f"≤ {BAR} KiB"), ("bare actix-web", f"{sizes['bare']:.1f} KiB", "")]
    text = report.table([f"one of {connections:,} idle connections", "is", "bar"], rows)
    print(text)
    if "--write" in sys.argv:
        report.write("memory", text)


if __name__ == "__main__":
    main()
