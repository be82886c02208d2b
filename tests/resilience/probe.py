"""An honest client beside an attack, as a process of its own: how long its inline calls take.

It calls the attacked server and, in turn, a second server that is not attacked: the control. Both meet the same
scheduler, so that the control's latency is the machine's own.
"""

import json
import select
import subprocess
import sys
import time

import wire
from served import Server

SOURCE = "127.0.0.2"
INTERVAL = 0.004
# Every so many calls come over a new connection.
RENEWED = 10
GIVE_UP = 20


def main(attacked, control):
    latencies = {attacked: [], control: []}
    failures = []
    clients = {}
    number = 0
    print("ready", flush=True)
    while not select.select([sys.stdin], [], [], INTERVAL)[0]:
        number += 1
        for port in (attacked, control):
            start = time.monotonic()
            try:
                if number % RENEWED == 0 and port in clients:
                    clients.pop(port).close()
                if port not in clients:
                    clients[port] = wire.Client(port, SOURCE, timeout=GIVE_UP)
                if clients[port].call("add", number, 1) != number + 1:
                    failures.append("a wrong value")
            except (OSError, wire.Closed, ValueError) as error:
                failures.append(f"{type(error).__name__}: {error}")
                clients.pop(port, None)
            except Exception as error:
                failures.append(f"{type(error).__name__}: {error}"[:200])
                clients.pop(port, None)
            latencies[port].append((time.monotonic() - start) * 1000)
    print(json.dumps({"attacked": latencies[attacked], "control": latencies[control], "failures": failures}))


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class Probe:
    """Probes during a `with` block."""

    def __init__(self, server):
        self.server = server

    def __enter__(self):
        self.control = Server()
        ports = [str(self.server.port), str(self.control.port)]
        self.process = subprocess.Popen(
            [sys.executable, __file__, *ports], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.process.stdout.readline()
        return self

    def __exit__(self, *_):
        output, _ = self.process.communicate("\n", timeout=2 * GIVE_UP + 10)
        self.control.__exit__()
        result = json.loads(output)
        self.failures = result["failures"]
        self.calls = len(result["attacked"])
        self.attacked = percentile(result["attacked"], 0.99)
        self.median = percentile(result["attacked"], 0.5)
        self.control_latency = percentile(result["control"], 0.99)

    def into(self, report):
        """Adds the figures of the probe to a report."""
        report.in_time("ms for honest inline calls (p99, beyond the control)", self.attacked - self.control_latency, 50)
        report.equal("honest calls that failed", self.failures[:3], [])
        report.note(f"p99 {self.attacked:.1f} ms, control {self.control_latency:.1f} ms, {self.calls} calls")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
