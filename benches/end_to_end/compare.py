"""Calls per second of CPU time of whole servers, the server on one core and the load on another.

    python3 -m benches.end_to_end.compare [ROUNDS [SECONDS]] [--write]

Compares our server, a bare actix-web handler, dxr_server, jsonrpsee with JSON, Python's own server and xmlrpc-c's
Abyss. Every response is checked before the timing starts. The CPU time is that of the server, including the kernel's:
it is meaningful on a shared core too. The servers take turns, and the best round of each counts. `--write` puts the
table into the page on performance and draws its plot.
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

from benches import plots
from benches.harness import load, programs, report, requests
from benches.harness.client import Connection
from benches.harness.programs import Server

HERE = pathlib.Path(__file__).resolve().parent
CALLS = [requests.ADD, requests.STOOGES, requests.INTEGERS, requests.ROWS, requests.BASE64]


@dataclass
class Contender:
    """A server, and how the load calls it."""

    name: str
    command: list
    connections: int = 8
    json: bool = False
    # Whether its response is the same for every request.
    static: bool = False

    def call(self, request):
        """The body, its content type, and a pattern that a correct response contains."""
        if self.json:
            return request.json(), "application/json", request.expected_in_json()
        return request.xml(), "text/xml", (requests.ADD if self.static else request).expected_in_xml()


def contenders(folder):
    ours, peers = programs.build(), programs.build_peers()
    return [
        Contender("bare actix-web", [ours / "bare"], static=True),
        Contender("ours", [ours / "ours"]),
        Contender("dxr_server", [peers / "peer_dxr"]),
        Contender("jsonrpsee (JSON)", [peers / "peer_jsonrpsee"], json=True),
        Contender("Abyss (C)", [abyss(folder)]),
        # It serves one connection at a time.
        Contender("Python", [sys.executable, HERE / "python_server.py"], connections=1),
    ]


def abyss(folder):
    programs.install("cc", "gcc")
    programs.install("xmlrpc-c-config", "libxmlrpc-core-c3-dev")
    output = subprocess.run(["xmlrpc-c-config", "abyss-server", "--libs"], check=True, capture_output=True, text=True)
    program = pathlib.Path(folder) / "abyss"
    subprocess.run(["cc", "-O2", "-o", program, HERE / "abyss.c", *output.stdout.split()], check=True)
    return program


def check(server, contender, request):
    body, content_type, expected = contender.call(request)
    with Connection(server.port) as connection:
        for _ in range(2):
            response = connection.post(body, content_type=content_type)
            if not re.search(expected, response):
                raise SystemExit(f"{contender.name}: {request.name}: expected {expected}, got {response[:300]}")


def main():
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    rounds, seconds = [*numbers, *[5, 2][len(numbers) :]]
    load.prepare()
    best = {}
    with tempfile.TemporaryDirectory() as folder:
        compared = contenders(folder)
        for turn in range(rounds):
            for contender in compared:
                with Server(contender.command, core=load.SERVER_CORE) as server:
                    for request in CALLS:
                        if turn == 0:
                            check(server, contender, request)
                        body, content_type, _ = contender.call(request)
                        result = load.run(server, body, contender.connections, seconds, content_type)
                        key = contender.name, request.name
                        best[key] = max(best.get(key, 0), result.calls_per_cpu_second)
                # Other processes may use this machine.
                time.sleep(1)

    names = [contender.name for contender in compared]
    rows = [
        (request.name, report.number(best["ours", request.name]))
        + tuple(
            report.number(best["ours", request.name] / best[name, request.name]) for name in names if name != "ours"
        )
        for request in CALLS
    ]
    groups = {request.name: {name: best[name, request.name] for name in names} for request in CALLS}
    text = report.table(
        ["call", "ours, calls per CPU second", *(f"ours ÷ {name}" for name in names if name != "ours")], rows
    )
    print(text)
    if "--write" in sys.argv:
        report.write("end to end", text)
        plots.write("end_to_end", groups)


if __name__ == "__main__":
    main()
