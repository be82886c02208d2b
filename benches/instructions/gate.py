"""What a call and a document may cost: counts that depend little on the machine, against their bars.

    python3 -m benches.instructions.gate [--write]

Prints a table, and fails with a sentence for each bar that is missed. `--write` puts the table into the page.
"""

import subprocess
import sys
from dataclasses import dataclass

from benches.harness import callgrind, crates, programs, report
from benches.harness.requests import ADD, STOOGES
from benches.instructions import changes


@dataclass
class Bar:
    """What is measured, how much it may be, and what would be better still."""

    name: str
    limit: float
    stretch: float

    def missed(self, value):
        """The sentence that tells what is wrong, or None."""
        if value <= self.limit:
            return None
        return f"{self.name}: {report.number(value)}, and at most {report.number(self.limit)} is allowed"


ADD_RATIO = Bar("whole server ÷ bare actix-web: add", 1.15, 1)
STRUCT_RATIO = Bar("whole server ÷ bare actix-web: a struct of three ints", 1.25, 1.1)
TOGETHER = Bar("whole server: one of twelve calls that come together ÷ one alone", 1, 0.8)
READ_STRUCTS = Bar("instructions a byte: reading 1,000 structs", 9, 6.5)
WRITE_STRUCTS = Bar("instructions a byte: writing 1,000 structs", 3, 1.8)
ADD_ALLOCATIONS = Bar("allocations of a call besides its answer: add", 0, 0)
STRUCT_ALLOCATIONS = Bar("allocations of a call besides its answer: 1,000 structs", 1020, 1020)
BASE64_ALLOCATIONS = Bar("allocations of a call besides its answer: base64", 1, 1)
REUSED_ALLOCATIONS = Bar("allocations of writing into a reused buffer", 0, 0)
CRATES = Bar("crates beyond those of actix-web", 15, 10)
GROWTH = Bar("instructions for ten times the document, at the worst step", 11, 10.5)

# Below this many bytes a document is mostly its frame, which costs less a byte than what it holds.
FRAME = 1_000


def main():
    callgrind.prepare()
    built = programs.build()
    counts = {}
    measured = [*servers(built, counts), *documents(built, counts), *allocations(built), crate_count(), growth(built)]

    rows = [(bar.name, *map(report.number, (value, bar.limit, bar.stretch))) for bar, value in measured]
    text = report.table(["what", "is", "at most", "better still"], rows)
    print(text)
    if "--write" in sys.argv:
        report.write("gate", text)
        report.write("changes", changes.table())
    missed = [sentence for bar, value in measured if (sentence := bar.missed(value))]
    sys.exit("\n".join([*missed, *changes.undone(counts)]) or None)


def servers(built, counts):
    for bar, name, request in [(ADD_RATIO, "server add", ADD), (STRUCT_RATIO, "server struct", STOOGES)]:
        counts[name] = callgrind.server_calls([built / "ours"], request.xml(), request.expected_in_xml())
        # Its answer is the same to whatever it is sent.
        bare = callgrind.server_calls([built / "bare"], request.xml(), ADD.expected_in_xml())
        yield bar, counts[name] / bare
    together = callgrind.server_calls([built / "ours"], ADD.xml(), ADD.expected_in_xml(), calls=(20, 120), pipelined=12)
    yield TOGETHER, together / counts["server add"]


def documents(built, counts):
    per_byte = {}
    for what, shape, size, count in callgrind.codec(built, "bars"):
        counts[f"{what} {shape}"] = count
        per_byte[what, shape] = count / size
    yield READ_STRUCTS, per_byte["read", "structs"]
    yield WRITE_STRUCTS, per_byte["write", "structs"]


def allocations(built):
    lines = subprocess.run([built / "allocations"], check=True, capture_output=True, text=True).stdout.splitlines()
    # Two allocations are the answer itself: its bytes, and the count of their owners.
    besides_answer = {shape: int(count) - 2 for what, shape, count in map(str.split, lines) if what == "call"}
    yield ADD_ALLOCATIONS, besides_answer["add"]
    yield STRUCT_ALLOCATIONS, besides_answer["structs"]
    yield BASE64_ALLOCATIONS, besides_answer["base64"]
    yield REUSED_ALLOCATIONS, max(int(count) for what, _, count in map(str.split, lines) if what == "rewrite")


def crate_count():
    return CRATES, len(crates.beyond_actix_web())


def growth(built):
    """How many times the instructions ten times the bytes take, at the worst of all steps."""
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
