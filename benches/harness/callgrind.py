"""Counts instructions in user space with valgrind's callgrind. The counts do not depend on the load of the machine."""

import os
import pathlib
import re
import subprocess
import tempfile

from .client import Connection
from .programs import Server, install

VALGRIND = ["valgrind", "--tool=callgrind"]
# The C library copies long pieces with one instruction that callgrind counts once per byte, from a length that depends
# on the machine. A threshold that is never reached makes it use vector instructions instead.
NEVER = 100_000_000
VECTOR_COPIES = {
    "GLIBC_TUNABLES": f"glibc.cpu.x86_rep_movsb_threshold={NEVER}:glibc.cpu.x86_rep_stosb_threshold={NEVER}"
}


def prepare():
    install("valgrind", "valgrind")


def server_calls(program, request, expected, calls=(50, 550), pipelined=1, **post):
    """Instructions of one call to a server, over one keep-alive connection.

    This is the difference of two runs with different numbers of calls, so that starting and stopping cancel out. Each
    response must match the expected pattern. `pipelined` calls are sent in one piece.
    """
    few, many = (server_run(program, request, expected, count, pipelined=pipelined, **post) for count in calls)
    return (many - few) / (calls[1] - calls[0]) / pipelined


def server_run(program, request, expected, calls, out="/dev/null", pipelined=1, **post):
    """Instructions of a whole run of a server, from start to stop, with `calls` pieces of `pipelined` calls each.

    The profile goes to the file `out`.
    """
    with Server([*VALGRIND, f"--callgrind-out-file={out}", *program], environment=VECTOR_COPIES) as server:
        with Connection(server.port) as connection:
            for _ in range(calls):
                for response in connection.post_pipelined(request, pipelined, **post):
                    if not re.search(expected, response):
                        raise RuntimeError(f"{program[0]}: expected {expected}, got {response[:200]}")
        return _collected(server.stop())


def _collected(output):
    found = re.search(r"Collected : (\d+)", output)
    if found is None:
        raise RuntimeError(f"callgrind reported no count: {output[-500:]}")
    return int(found.group(1))


def codec(programs, what):
    """Instructions of reading and writing documents: (operation, shape, bytes, instructions) for each."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out"
        inside = ["--toggle-collect=*::measured*", "--dump-before=*::counted*", f"--callgrind-out-file={out}"]
        command = [*VALGRIND, *inside, str(programs / "codec"), what]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | VECTOR_COPIES)
        rows = []
        for number, line in enumerate(done.stdout.splitlines(), start=1):
            operation, shape, size = line.split()
            dump = pathlib.Path(f"{out}.{number}").read_text()
            rows.append((operation, shape, int(size), int(re.search(r"^totals: (\d+)", dump, re.MULTILINE).group(1))))
        return rows
