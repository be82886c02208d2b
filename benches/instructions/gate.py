"""What a call and a document may cost: counts that come out the same on every machine, against their bars.

    python3 -m benches.instructions.gate [--write]

Prints a table, and fails with a sentence for each bar that is missed. `--write` puts the table into the page.
"""

import subprocess
import sys
from dataclasses import dataclass

from benches.harness import callgrind, crates, programs, report
from benches.harness.requests import ADD, STOOGES


@dataclass
class Bar:
    """What is measured, and how much it may be."""

    name: str
    limit: float
    # While the bar is not reached: what may not be exceeded until it is.
    until_then: float | None = None

    def missed(self, value):
        """The sentence that tells what is wrong, or None."""
        allowed = self.limit if self.until_then is None else self.until_then
        if value <= allowed:
            return None
        return f"{self.name}: {report.number(value)}, and at most {report.number(allowed)} is allowed"

    def reached(self, value):
        """The sentence that tells that the bar can be held, or None."""
        if self.until_then is None or value > self.limit:
            return None
        return f"{self.name}: reaches its bar; take `until_then` away in {__file__}"


ADD_RATIO = Bar("whole server ÷ bare actix-web: add", 0.9)
STRUCT_RATIO = Bar("whole server ÷ bare actix-web: a struct of three ints", 1)
READ_STRUCTS = Bar("instructions a byte: reading 1,000 structs", 9)
WRITE_STRUCTS = Bar("instructions a byte: writing 1,000 structs", 2.1)
ADD_ALLOCATIONS = Bar("allocations of a call besides its answer: add", 0)
STRUCT_ALLOCATIONS = Bar("allocations of a call besides its answer: 1,000 structs", 1020)
BASE64_ALLOCATIONS = Bar("allocations of a call besides its answer: base64", 1)
REUSED_ALLOCATIONS = Bar("allocations of writing into a reused buffer", 0)
CRATES = Bar("crates beyond those of actix-web", 15)
GROWTH = Bar("instructions for ten times the document, at the worst step", 11, until_then=11.1)

# Below this many bytes a document is mostly its frame, which costs less a byte than what it holds.
FRAME = 1_000


def main():
    callgrind.prepare()
    built = programs.build()
    measured = [*servers(built), *documents(built), *allocations(built), crate_count(), growth(built)]

    rows = [(bar.name, report.number(value), f"≤ {report.number(bar.limit)}") for bar, value in measured]
    text = report.table(["what", "is", "bar"], rows)
    print(text)
    if "--write" in sys.argv:
        report.write("gate", text)
    for bar, value in measured:
        if sentence := bar.reached(value):
            print(sentence)
    missed = [sentence for bar, value in measured if (sentence := bar.missed(value))]
    sys.exit("\n".join(missed) or None)


def servers(built):
    for bar, request in [(ADD_RATIO, ADD), (STRUCT_RATIO, STOOGES)]:
        ours = callgrind.server_calls([built / "ours"], request.xml(), request.right_in_xml())
        # Its answer is the same to whatever it is sent.
        bare = callgrind.server_calls([built / "bare"], request.xml(), ADD.right_in_xml())
        yield bar, ours / bare


def documents(built):
    per_byte = {(what, shape): count / size for what, shape, size, count in callgrind.codec(built, "bars")}
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
