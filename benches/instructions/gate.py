"""The gate of `.ci/run`: what calls and documents cost, in counts that hardly depend on the machine.

    python3 -m benches.instructions.gate [--write] [--record]

Prints a table, and fails with a sentence for each figure that exceeds its limit or its record (`baseline.json`) by more
than 2 %. `--write` puts the tables into the page on performance, `--record` makes the present figures the records.
"""

import subprocess
import sys
from dataclasses import dataclass

from benches.harness import callgrind, crates, programs, report
from benches.harness.requests import ADD, STOOGES
from benches.instructions import baseline, changes


@dataclass
class Bar:
    """A figure's name, its limit, and the target that would be better still."""

    name: str
    limit: float
    stretch: float

    def missed(self, value):
        """What is wrong with a value, or None."""
        if value <= self.limit:
            return None
        return f"{self.name}: {report.number(value)}, and the limit is {report.number(self.limit)}"


ADD_RATIO = Bar("whole server ÷ bare actix-web: add", 1.15, 1)
STRUCT_RATIO = Bar("whole server ÷ bare actix-web: a struct of three ints", 1.25, 1.1)
PIPELINED = Bar("whole server: one of twelve pipelined calls ÷ one alone", 1, 0.8)
READ_STRUCTS = Bar("instructions per byte: reading 1,000 structs", 9, 6.5)
WRITE_STRUCTS = Bar("instructions per byte: writing 1,000 structs", 3, 1.8)
ADD_ALLOCATIONS = Bar("allocations of a call besides its response: add", 0, 0)
STRUCT_ALLOCATIONS = Bar("allocations of a call besides its response: 1,000 structs", 1020, 1020)
BASE64_ALLOCATIONS = Bar("allocations of a call besides its response: base64", 1, 1)
REUSED_ALLOCATIONS = Bar("allocations of writing into a reused buffer", 0, 0)
CRATES = Bar("crates beyond those of actix-web", 15, 10)
GROWTH = Bar("instructions for ten times the document, at the worst step", 11, 10.5)

# A document of fewer bytes is mostly its frame, which costs less per byte than its content.
FRAME = 1_000


def main():
    callgrind.prepare()
    built = programs.build()
    counts = {}
    measured = [*servers(built, counts), *documents(built, counts), *allocations(built), crate_count(), growth(built)]

    rows = [(bar.name, *map(report.number, (value, bar.limit, bar.stretch))) for bar, value in measured]
    text = report.table(["what", "measured", "limit", "target"], rows)
    print(text)
    if "--write" in sys.argv:
        report.write("gate", text)
        report.write("changes", changes.table())
    # The number of crates is a decision, not a measurement: its limit holds it.
    figures = {bar.name: value for bar, value in measured if bar is not CRATES} | counts
    if "--record" in sys.argv:
        baseline.record(figures)
    missed = [sentence for bar, value in measured if (sentence := bar.missed(value))]
    sys.exit("\n".join([*missed, *baseline.worse(figures)]) or None)


def servers(built, counts):
    for bar, name, request in [(ADD_RATIO, "server add", ADD), (STRUCT_RATIO, "server struct", STOOGES)]:
        counts[name] = callgrind.server_calls([built / "ours"], request.xml(), request.expected_in_xml())
        # Its response is static.
        bare = callgrind.server_calls([built / "bare"], request.xml(), ADD.expected_in_xml())
        yield bar, counts[name] / bare
    pipelined = callgrind.server_calls(
        [built / "ours"], ADD.xml(), ADD.expected_in_xml(), calls=(20, 120), pipelined=12
    )
    yield PIPELINED, pipelined / counts["server add"]


def documents(built, counts):
    per_byte = {}
    for what, shape, size, count in callgrind.codec(built, "bars"):
        counts[f"{what} {shape}"] = count
        per_byte[what, shape] = count / size
    yield READ_STRUCTS, per_byte["read", "structs"]
    yield WRITE_STRUCTS, per_byte["write", "structs"]


def allocations(built):
    lines = subprocess.run([built / "allocations"], check=True, capture_output=True, text=True).stdout.splitlines()
    # Two allocations are the response itself: its bytes, and their reference count.
    besides_response = {shape: int(count) - 2 for what, shape, count in map(str.split, lines) if what == "call"}
    yield ADD_ALLOCATIONS, besides_response["add"]
    yield STRUCT_ALLOCATIONS, besides_response["structs"]
    yield BASE64_ALLOCATIONS, besides_response["base64"]
    yield REUSED_ALLOCATIONS, max(int(count) for what, _, count in map(str.split, lines) if what == "rewrite")


def crate_count():
    return CRATES, len(crates.beyond_actix_web())


def growth(built):
    """How many times as many instructions a document of ten times the bytes takes, at the worst of all steps."""
    worst, smaller = 0, {}
    for what, shape, size, count in callgrind.codec(built, "growth"):
        if size < FRAME:
            continue
        if (what, shape) in smaller:
            size_before, count_before = smaller[what, shape]
            worst = max(worst, 10 * (count / count_before) / (size / size_before))
        smaller[what, shape] = size, count
    return GROWTH, worst


if __name__ == "__main__":
    main()
