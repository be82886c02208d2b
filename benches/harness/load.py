"""Load from wrk, on a core of its own."""

import json
import pathlib
import re
import subprocess
import tempfile
from dataclasses import dataclass

from .programs import install

SERVER_CORE, LOAD_CORE = 0, 1


@dataclass
class Load:
    """The results of wrk."""

    calls_per_second: float
    # Per second of the server's CPU time, so that other load on its core does not count.
    calls_per_cpu_second: float
    # Latencies in milliseconds.
    median: float
    percentile_99: float


def prepare():
    install("wrk", "wrk")
    install("taskset", "util-linux")


def run(server, body, connections=8, seconds=2, content_type="text/xml"):
    """Calls a server repeatedly for some seconds. A refused call is an error."""
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "body").write_bytes(body)
        script = pathlib.Path(folder) / "post.lua"
        script.write_text(
            f"local file = io.open({json.dumps(folder + '/body')}, 'rb')\n"
            "wrk.method, wrk.body = 'POST', file:read('*a')\n"
            f"wrk.headers['Content-Type'] = {json.dumps(content_type)}\n"
        )
        options = ["-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "30s", "-s", str(script)]
        command = ["taskset", "--cpu-list", str(LOAD_CORE), "wrk", *options, f"http://127.0.0.1:{server.port}/RPC2"]
        before = server.cpu_seconds()
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        taken = server.cpu_seconds() - before
    if "Non-2xx" in output or "Socket errors" in output:
        raise RuntimeError(f"wrk saw errors:\n{output}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
    calls = int(re.search(r"(\d+) requests in", output).group(1))
    return Load(rate, calls / taken, _latency(output, 50), _latency(output, 99))


def _latency(output, percent):
    value, unit = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s)", output, re.MULTILINE).groups()
    return float(value) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit]
