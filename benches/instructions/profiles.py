"""What users get who build as cargo does unless told otherwise: no link-time optimisation, sixteen units of code.

    python3 -m benches.instructions.profiles [--write]

The gate's figures, in the profile that it measures in and in cargo's own.
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
    text = report.table(["what", "measured as above", "cargo's own profile", "at most"], rows)
    print(text)
    if "--write" in sys.argv:
        report.write("profiles", text)


if __name__ == "__main__":
    main()
