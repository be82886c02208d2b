"""Calls that whole servers answer in a second of CPU time, the server on one core and the load on another.

    python3 -m benches.end_to_end.compare [ROUNDS [SECONDS]] [--write]

Compared are ours, a bare actix-web handler, dxr_server, jsonrpsee with JSON, Python's own server and xmlrpc-c's Abyss.
Every answer is checked before anything is timed. The CPU time is the server's, kernel included: on a core of its own
the figure is calls a second, on a shared one it still tells what a call takes. The servers take turns, and the best
round of each counts. `--write` puts the table into the page and the plot beside it.
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
    """A server, and how it is called."""

    name: str
    command: list
    connections: int = 8
    json: bool = False
    # Whether it answers the same whatever it is asked.
    static: bool = False

    def call(self, request):
        """What it is sent, the type of that, and the pattern of a right answer."""
        if self.json:
            return request.json(), "application/json", request.right_in_json()
        return request.xml(), "text/xml", (requests.ADD if self.static else request).right_in_xml()


def contenders(folder):
    ours, peers = programs.build(), programs.build_peers()
    return [
        Contender("bare actix-web", [ours / "bare"], static=True),
        Contender("ours", [ours / "ours"]),
        Contender("dxr_server", [peers / "peer_dxr"]),
        Contender("jsonrpsee (JSON)", [peers / "peer_jsonrpsee"], json=True),
        Contender("Abyss (C)", [abyss(folder)]),
        # It serves one connection after the other.
        Contender("Python", [sys.executable, HERE / "python_server.py"], connections=1),
    ]


def abyss(folder):
    programs.need("cc", "gcc")
    programs.need("xmlrpc-c-config", "libxmlrpc-core-c3-dev")
    output = subprocess.run(["xmlrpc-c-config", "abyss-server", "--libs"], check=True, capture_output=True, text=True)
    program = pathlib.Path(folder) / "abyss"
    subprocess.run(["cc", "-O2", "-o", program, HERE / "abyss.c", *output.stdout.split()], check=True)
    return program


def check(server, contender, request):
    body, content_type, right = contender.call(request)
    with Connection(server.port) as connection:
        for _ in range(2):
            answer = connection.post(body, content_type=content_type)
            if not re.search(right, answer):
                raise SystemExit(f"{contender.name} answers {request.name} with {answer[:300]}")


def main():
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    rounds, seconds = [*numbers, *[5, 2][len(numbers) :]]
    load.prepare()
    best = {}
    with tempfile.TemporaryDirectory() as folder:
        everybody = contenders(folder)
        for turn in range(rounds):
            for contender in everybody:
                with Server(contender.command, core=load.SERVER_CORE) as server:
                    for request in CALLS:
                        if turn == 0:
                            check(server, contender, request)
                        body, content_type, _ = contender.call(request)
                        seen = load.run(server, body, contender.connections, seconds, content_type)
                        key = contender.name, request.name
                        best[key] = max(best.get(key, 0), seen.calls_per_cpu_second)
                # Others may be at work on this machine.
                time.sleep(1)

    names = [contender.name for contender in everybody]
    rows = [
        (request.name, report.number(best["ours", request.name]))
        + tuple(
            report.number(best["ours", request.name] / best[name, request.name]) for name in names if name != "ours"
        )
        for request in CALLS
    ]
    groups = {request.name: {name: best[name, request.name] for name in names} for request in CALLS}
    text = report.table(
        ["call", "ours, calls a CPU second", *(f"ours ÷ {name}" for name in names if name != "ours")], rows
    )
    print(text)
    if "--write" in sys.argv:
        report.write("end to end", text)
        plots.write("end_to_end", groups)


if __name__ == "__main__":
    main()
