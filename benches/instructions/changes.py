"""What was changed for speed, with the instructions before and after.

A change names the figure that it was made for. What the last change of each figure says is held by the gate: whoever
makes it worse learns which change is undone, and whoever makes it better writes a line here.
"""

from dataclasses import dataclass

from benches.harness import report

# How far a count may be from what stands here: compilers and dependencies move on.
ROOM = 1.02


@dataclass
class Change:
    """One change. A figure is what is counted and its shape, as `codec` prints them, or a call to the whole server."""

    what: str
    figure: str
    before: int
    after: int


CHANGES = [
]


def last():
    """For each figure the change that was made last."""
    return {change.figure: change for change in CHANGES}


def undone(counts):
    """A sentence for each figure that is no longer what its last change has made of it."""
    for figure, change in last().items():
        if counts[figure] > change.after * ROOM:
            yield (
                f"{figure}: {counts[figure]:,.0f} instructions, and {change.after:,} since this change: {change.what}. "
                "Undo what costs them, or say here why it is worth it"
            )


def table():
    rows = [
        (change.what, change.figure, f"{change.before:,}", f"{change.after:,}", f"{change.before / change.after:.2f}")
        for change in CHANGES
    ]
    return report.table(["what was changed", "figure", "before", "after", "before ÷ after"], rows)
