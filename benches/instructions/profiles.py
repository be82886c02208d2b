"""The gate's figures with cargo's default release profile: no link-time optimisation, sixteen codegen units.

    python3 -m benches.instructions.profiles [--write]

Compares the workspace's release profile, which the gate uses, with cargo's default.
"""

import sys

from benches.harness import callgrind, programs, report
from benches.instructions import gate

PROFILES = ["release", "plain"]


def main():
    callgrind.prepare()
    columns = []
    for profile in PROFILES:
        built, counts = programs.build(profile), {}
        columns.append([*gate.servers(built, counts), *gate.documents(built, counts)])
    rows = [
        (bar.name, *(report.number(value) for _, value in figures), report.number(bar.limit))
        for figures in zip(*columns, strict=True)
        for bar in [figures[0][0]]
    ]
    text = report.table(["what", "gate's profile", "cargo's default profile", "limit"], rows)
    print(text)
    if "--write" in sys.argv:
        report.write("profiles", text)


if __name__ == "__main__":
    main()
