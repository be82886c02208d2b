"""The instructions of one call of `add`, by crate: our server and a bare actix-web handler.

    python3 -m benches.instructions.where [--functions] [--write]

An inlined function counts for the function that it was inlined into. `--functions` lists our own functions as well.
"""

import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benches.harness import callgrind, programs, report
from benches.harness.requests import ADD

FEW, MANY = 50, 1050
# The first pattern that is found in a function's name decides.
CRATES = [
    ("xmlrpc-core, xmlrpc-service, and the method", r"xmlrpc_core|xmlrpc_service|xmlrpc_benches"),
    ("xmlrpc-server", r"xmlrpc_server"),
    ("actix, HTTP parsing", r"actix|httparse|http::|h1::|bytes::|bitflags"),
    ("tokio, mio", r"tokio|mio::"),
    ("hash maps", r"hashbrown|core::hash|foldhash"),
    ("memory: allocating", r"malloc|free|realloc|calloc|__rust_|__rdl|unlink_chunk|alloc_perturb|arena"),
    ("memory: zeroing and copying", r"memset|memcpy|memmove"),
    ("the rest", r""),
]


def per_call(program):
    """Instructions of one call, by function."""
    with tempfile.TemporaryDirectory() as folder:
        profiles = []
        for calls in (FEW, MANY):
            out = Path(folder) / f"out.{calls}"
            callgrind.server_run([program], ADD.xml(), ADD.expected_in_xml(), calls, out=out)
            profiles.append(functions(out))
    few, many = profiles
    return {name: (many[name] - few[name]) / (MANY - FEW) for name in set(few) | set(many)}


def functions(profile):
    command = ["callgrind_annotate", "--inclusive=no", "--threshold=100", str(profile)]
    counts = Counter()
    for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines():
        if found := re.match(r"\s*([\d,]+) \([\d. ]+%\)\s+\S*?:(.*?)(?: \[.*)?$", line):
            counts[found.group(2)] += int(found.group(1).replace(",", ""))
    return counts


def by_crate(counts):
    sums = Counter()
    for function, count in counts.items():
        sums[next(name for name, pattern in CRATES if re.search(pattern, function))] += count
    return sums


def main():
    callgrind.prepare()
    built = programs.build()
    ours, bare = per_call(built / "ours"), per_call(built / "bare")
    if "--functions" in sys.argv:
        for function, count in sorted(ours.items(), key=lambda item: -item[1]):
            if count >= 20 and "xmlrpc" in function:
                print(f"{count:7.0f}  {function}")
    ours, bare = by_crate(ours), by_crate(bare)
    rows = [(name, report.number(round(ours[name])), report.number(round(bare[name]))) for name, _ in CRATES]
    rows.append(("all", report.number(round(sum(ours.values()))), report.number(round(sum(bare.values())))))
    text = report.table(["instructions of one call of `add`", "ours", "bare actix-web"], rows)
    print(text)
    if "--write" in sys.argv:
        report.write("where", text)


if __name__ == "__main__":
    main()
