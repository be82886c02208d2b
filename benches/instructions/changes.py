"""What was changed for speed, with the instructions before and after.

A change names the figure that it was made for. What the last change of each figure has made of it is held by the gate:
whoever makes it worse learns which change may be undone, and whoever makes it better writes a line here.
"""

from dataclasses import dataclass

from benches.harness import report

# How far a count may be from what stands here: compilers, dependencies and processors differ. A change that gains less
# than that is not worth a line.
ROOM = 1.06


@dataclass
class Change:
    """One change. A figure is what is counted and its shape, as `codec` prints them, or a call to the whole server."""

    what: str
    figure: str
    before: int
    after: int


CHANGES = [
    Change(
        "reading compares a value with its tags at one look, and the end of a member with the next one's name",
        "read structs",
        2_729_481,
        1_982_284,
    ),
    Change("reading passes over the line feeds of Python's client in the same look", "read_lines structs", 3_310_449, 1_909_066),
    Change("reading makes a number of eight digits at a time", "read integers", 276_101, 194_426),
    Change("reading compares the frame of a response as bytes", "read add", 2_642, 1_012),
    Change(
        "the names of a struct's members stand in place, without an allocation",
        "read_value structs",
        5_881_030,
        3_566_168,
    ),
    Change("base64 goes straight from the document into a `Value`", "read_value base64", 4_296_392, 2_186_162),
    Change(
        "lines of base64 that have one length are put together without a search for their ends",
        "read_lines base64",
        4_823_176,
        2_744_813,
    ),
    Change("they are decoded while they are in the processor's nearest cache", "read_lines base64", 2_744_813, 2_523_671),
    Change(
        "reading finds references in blocks of 64 bytes, and reserves the memory for a text once",
        "read text",
        7_363_088,
        3_225_329,
    ),
    Change("writing puts an integer into one piece with its tags", "write integers", 124_670, 86_684),
    Change(
        "writing puts short strings and doubles into one piece with their tags, and the end of a member with the begin of "
        "the next",
        "write structs",
        921_545,
        617_084,
    ),
    Change(
        "writing takes a double that is a whole number of thousandths for one, without a search for its shortest digits",
        "write structs",
        617_084,
        542_055,
    ),
    Change("writing puts the names of a `Value` into one piece with their tags", "write_value structs", 1_434_816, 1_104_699),
    Change("writing finds characters to escape in blocks of 64 bytes", "write text", 5_565_405, 2_753_653),
    Change("the writer's entry points are compiled into whoever calls them", "write add", 286, 147),
    Change(
        "a call does not go through actix-web's router, its headers are walked over once, and a method that runs in place "
        "needs no future",
        "server add",
        18_944,
        15_680,
    ),
    Change("a call whose body comes with its head is polled once", "server add", 15_680, 14_431),
    Change("a call of a struct gains by the change of its way and by that of its reading", "server struct", 21_010, 15_440),
]


def undone(counts):
    """A sentence for each figure that is no longer what its changes have made of it."""
    for figure in dict.fromkeys(change.figure for change in CHANGES):
        changes = [change for change in CHANGES if change.figure == figure]
        if counts[figure] <= changes[-1].after * ROOM:
            continue
        suspect = next(change for change in changes if counts[figure] > change.after)
        yield (
            f"{figure}: {counts[figure]:,.0f} instructions, and {changes[-1].after:,} are held. Less than this seems to be "
            f"left of a change: {suspect.what} ({suspect.before:,} before, {suspect.after:,} after). Undo what costs them, "
            f"or say in {__file__} why it is worth it"
        )


def table():
    rows = [
        (change.what, change.figure, f"{change.before:,}", f"{change.after:,}", f"{change.before / change.after:.2f}")
        for change in CHANGES
    ]
    return report.table(["what was changed", "figure", "before", "after", "before ÷ after"], rows)
