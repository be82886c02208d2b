"""Tables in Markdown: printed, and written between markers of the page on performance."""

from .programs import WORKSPACE

PAGE = WORKSPACE / "docs" / "performance.md"


def table(head, rows):
    """A table. The columns after the first hold numbers and are aligned to the right."""
    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    lines = ["| " + " | ".join(_padded(row, widths)) + " |" for row in cells]
    rule = (
        "|" + "|".join("-" * (width + 1) + ("-" if column == 0 else ":") for column, width in enumerate(widths)) + "|"
    )
    return "\n".join([lines[0], rule, *lines[1:]])


def _padded(row, widths):
    first, *others = zip(row, widths, strict=True)
    return [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]


def number(value):
    """Three significant digits, and commas between thousands."""
    if value == int(value) and abs(value) < 100:
        return f"{value:.0f}"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def write(marker, text):
    """Replaces the text between the lines `<!-- marker -->` and `<!-- /marker -->` of the page."""
    page = PAGE.read_text()
    begin, end = f"<!-- {marker} -->\n", f"<!-- /{marker} -->"
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise SystemExit(f"{PAGE} has no markers for {marker}")
    PAGE.write_text(f"{before}{begin}\n{text}\n\n{end}{after}")


def short(value):
    """A round number with the prefix of its unit: `20 k`."""
    for prefix, size in [("M", 1e6), ("k", 1e3)]:
        if value >= size:
            return f"{value / size:g} {prefix}"
    return f"{value:g}"
