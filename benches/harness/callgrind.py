"""Counting instructions in user space with valgrind's callgrind. They do not depend on what else a machine does."""

import os
import pathlib
import re
import subprocess
import tempfile

from .client import Connection
from .programs import Server, need

VALGRIND = ["valgrind", "--tool=callgrind"]
# The C library copies long pieces with one instruction that callgrind counts once a byte. How long is long enough
# depends on the machine; this has it use vectors, so that a copy counts by what it takes.
FAR = 100_000_000
EVEN_COPIES = {"GLIBC_TUNABLES": f"glibc.cpu.x86_rep_movsb_threshold={FAR}:glibc.cpu.x86_rep_stosb_threshold={FAR}"}


def prepare():
    need("valgrind", "valgrind")


def server_calls(program, request, right, calls=(50, 550), together=1, **post):
    """Instructions that one call costs a server, over one connection that is kept alive.

    The difference of two runs with different numbers of calls: what starting and stopping cost is in both. Each answer
    must have the pattern of a right one. So many calls are sent together, one behind the other.
    """
    few, many = (server_run(program, request, right, count, together=together, **post) for count in calls)
    return (many - few) / (calls[1] - calls[0]) / together


def server_run(program, request, right, calls, out="/dev/null", together=1, **post):
    """Instructions of a server's whole life with so many calls, or so many that are sent together. The profile goes to a
    file, if one is named."""
    with Server([*VALGRIND, f"--callgrind-out-file={out}", *program], environment=EVEN_COPIES) as server:
        with Connection(server.port) as connection:
            for _ in range(calls):
                for answered in connection.post_together(request, together, **post):
                    if not re.search(right, answered):
                        raise RuntimeError(f"{program[0]} answered {answered[:200]}, which lacks {right}")
        return _collected(server.stop())


def _collected(output):
    found = re.search(r"Collected : (\d+)", output)
    if found is None:
        raise RuntimeError(f"callgrind told no count: {output[-500:]}")
    return int(found.group(1))


def codec(programs, what):
    """Instructions of reading and writing documents: (what is done, shape, bytes, instructions) for each."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out"
        inside = ["--toggle-collect=*::measured*", "--dump-before=*::counted*", f"--callgrind-out-file={out}"]
        command = [*VALGRIND, *inside, str(programs / "codec"), what]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | EVEN_COPIES)
        rows = []
        for number, line in enumerate(done.stdout.splitlines(), start=1):
            operation, shape, size = line.split()
            dump = pathlib.Path(f"{out}.{number}").read_text()
            rows.append((operation, shape, int(size), int(re.search(r"^totals: (\d+)", dump, re.MULTILINE).group(1))))
        return rows
