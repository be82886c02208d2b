"""Times of reading and writing documents, compared with other libraries and with serde_json on the same values.

    python3 -m benches.codec.compare [ROUNDS] [--write]

Runs the benchmark of `benches/peers` several times and takes the fastest time of each, to reduce the influence of other
load. Ratios above one are in our favour. A library with a wrong result is named below the table.
"""

import os
import re
import subprocess
import sys

from benches.harness import programs, report

SHAPES = ["add", "integers", "structs", "base64", "text"]
PEERS = ["dxr", "serde_xmlrpc", "xmlrpc"]
UNITS = {"ns": 1, "µs": 1e3, "ms": 1e6, "s": 1e9}


def main():
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    fastest, left_out = {}, set()
    for _ in range(numbers[0] if numbers else 5):
        for name, time in one_round(left_out):
            fastest[name] = min(time, fastest.get(name, time))

    rows = []
    for what, title in [("read", "typed reading"), ("write", "typed writing"), ("read_value", "reading into `Value`")]:
        for shape in SHAPES:
            ours = fastest[shape, what, "ours"]
            others = {peer: fastest[shape, what, peer] / ours for peer in PEERS if (shape, what, peer) in fastest}
            json = fastest.get((shape, what, "json"))
            cells = [report.number(others[peer]) if peer in others else "–" for peer in PEERS]
            best = report.number(min(others.values())) if others else "–"
            rows.append((f"{title}: {shape}", *cells, best, report.number(ours / json) if json else "–"))
    head = ["", *(f"{peer} ÷ ours" for peer in PEERS), "best ÷ ours", "ours ÷ serde_json"]
    text = "\n".join([report.table(head, rows), *([""] if left_out else []), *sorted(left_out)])
    print(text)
    if "--write" in sys.argv:
        report.write("codec", text)


def one_round(left_out):
    """Runs the benchmark once: pairs of (shape, operation, library) and the fastest time in nanoseconds."""
    command = ["cargo", "bench", "--locked", "--quiet", "--bench", "codec", "--", "--max-time", "0.1"]
    environment = os.environ | {"NO_COLOR": "1"}
    output = subprocess.run(
        command, cwd=programs.PEERS, check=True, capture_output=True, text=True, env=environment
    ).stdout
    path = []
    for line in output.splitlines():
        if found := re.search(r"left out: (.*)$", line):
            left_out.add(f"Left out: {found.group(1)}.")
        found = re.match(r"((?:[│ ]  )*)[├╰]─ (\S+)\s*(?:([\d.]+) (ns|µs|ms|s)\b)?", line)
        if found is None:
            continue
        indent, name, time, unit = found.groups()
        path = [*path[: len(indent) // 3], name]
        if time:
            yield tuple(path), float(time) * UNITS[unit]


if __name__ == "__main__":
    main()
