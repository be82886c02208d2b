"""What was changed for speed, with the instructions before and after.

A change names the figure that it was made for. What the last change of each figure says is held by the gate: whoever
makes it worse learns which change is undone, and whoever makes it better writes a line here.
"""

from dataclasses import dataclass

from benches.harness import report

# How far a count may be from what stands here: compilers and dependencies move on.
ROOM = 1.03


@dataclass
class Change:
    """One change. A figure is what is counted and its shape, as `codec` prints them, or a call to the whole server."""

    what: str
    figure: str
    before: int
    after: int


CHANGES = [
    Change(
        "a value is read at one look ahead, and the position moves only if all of it is as nearly everybody writes it; a "
        "member's end, the next one's tags and its name are one look as well",
        "read structs",
        2_729_481,
        1_977_301,
    ),
    Change("the same look passes over the line feeds of Python's client", "read_lines structs", 3_310_449, 1_904_189),
    Change("digits become a number eight at a time", "read integers", 276_101, 190_422),
    Change("the frame of a response is compared as bytes, as that of a call was", "read add", 2_642, 1_010),
    Change(
        "names of members stand in their struct, without an allocation; those of the document are remembered in one list",
        "read_value structs",
        5_881_030,
        3_722_136,
    ),
    Change("base64 goes straight from the document into a `Value`", "read_value base64", 4_296_392, 2_186_155),
    Change(
        "lines of one length are put together without a search for their ends, and decoded in place",
        "read_lines base64",
        4_823_176,
        2_744_887,
    ),
    Change("UTF-8 is checked with vector instructions", "read base64", 2_273_649, 2_186_116),
    Change(
        "places that need a second look are found in blocks, and memory is reserved once",
        "read text",
        7_363_088,
        3_288_076,
    ),
    Change(
        "a number is put into one piece with its tags, eight digits at a time; where there is room for it, the writer calls "
        "nothing",
        "write integers",
        124_670,
        88_703,
    ),
    Change(
        "short strings and doubles too; the end of a member is written with the begin of the next",
        "write structs",
        921_545,
        617_084,
    ),
    Change(
        "a double that is a whole number of thousandths is written as one, without a search for its shortest digits",
        "write structs",
        617_084,
        546_573,
    ),
    Change("both, and names of a `Value` with their tags in one piece", "write_value structs", 1_434_816, 1_109_205),
    Change("places of markup are found in blocks when writing too", "write text", 5_565_405, 2_743_199),
    Change("what is written first is compiled into whoever writes it", "write add", 286, 147),
    Change(
        "a call goes past actix-web's router, its headers are walked over once, and a method that runs in place needs no "
        "future",
        "server add",
        18_944,
        15_680,
    ),
    Change("a body that comes with its head is waited for once", "server add", 15_680, 14_372),
    Change("the method's frame and its parameters are read at one look each", "server add", 14_372, 14_267),
    Change("the same, and the struct itself", "server struct", 21_010, 15_414),
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
