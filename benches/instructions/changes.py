"""Changes for speed, with the instructions before and after.

A change names the figure that it was made for. If a figure gets worse, the gate names the change that may be undone. A
change that improves a figure by more than 6 % gets a line here.
"""

from dataclasses import dataclass

from benches.harness import report


@dataclass
class Change:
    """One change. Its figure is an operation and a shape, as `codec` prints them, or a call to the whole server."""

    what: str
    figure: str
    before: int
    after: int


CHANGES = [
    Change(
        "reading compares a value together with its tags, and the end of a member together with the next name",
        "read structs",
        2_729_481,
        1_982_284,
    ),
    Change(
        "reading skips the line feeds of Python's client in the same comparison",
        "read_lines structs",
        3_310_449,
        1_909_066,
    ),
    Change("reading parses eight digits at a time", "read integers", 276_101, 194_426),
    Change("reading compares the frame of a response as bytes", "read add", 2_642, 1_012),
    Change(
        "names of a struct's members are stored inline, without an allocation",
        "read_value structs",
        5_881_030,
        3_566_168,
    ),
    Change("base64 is decoded from the document directly into a `Value`", "read_value base64", 4_296_392, 2_186_162),
    Change(
        "base64 lines of equal length are joined without a search for their ends",
        "read_lines base64",
        4_823_176,
        2_744_813,
    ),
    Change(
        "base64 lines are decoded while they are in the first-level cache", "read_lines base64", 2_744_813, 2_523_671
    ),
    Change(
        "reading finds references in blocks of 64 bytes, and reserves the memory of a text once",
        "read text",
        7_363_088,
        3_225_329,
    ),
    Change("writing copies an integer and its tags as one piece", "write integers", 124_670, 86_684),
    Change(
        "writing copies short strings and doubles with their tags as one piece, and the end of a member with the start "
        "of the next",
        "write structs",
        921_545,
        617_084,
    ),
    Change(
        "writing formats doubles that are whole thousandths as integers, without a search for the shortest digits",
        "write structs",
        617_084,
        542_055,
    ),
    Change(
        "writing copies member names of a `Value` with their tags as one piece",
        "write_value structs",
        1_434_816,
        1_104_699,
    ),
    Change("writing finds characters to escape in blocks of 64 bytes", "write text", 5_565_405, 2_753_653),
    Change("the writer's entry points are inlined into their callers", "write add", 286, 147),
    Change(
        "a call bypasses actix-web's router, its headers are read in one pass, and an inline method needs no future",
        "server add",
        18_944,
        15_680,
    ),
    Change("a call whose body arrives with its head is polled once", "server add", 15_680, 14_431),
    Change("a call with a struct gains from the shorter path and from faster reading", "server struct", 21_010, 15_440),
]


def hint(figure, count):
    """Which change a worse count may have undone: the first one whose result is no longer reached, or an empty text."""
    suspects = [change for change in CHANGES if change.figure == figure and count > change.after]
    if not suspects:
        return ""
    change = suspects[0]
    return f". This change may be undone: {change.what} ({change.before:,} before, {change.after:,} after)"


def table():
    rows = [
        (change.what, change.figure, f"{change.before:,}", f"{change.after:,}", f"{change.before / change.after:.2f}")
        for change in CHANGES
    ]
    return report.table(["change", "figure", "before", "after", "before ÷ after"], rows)
