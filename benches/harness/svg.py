"""Two kinds of plot, as SVG that is readable on a light and on a dark page."""

import math
from html import escape

INK, GRID = "#7a7a7a", "#8f8f8f"
COLOURS = ["#d9482b", "#2f7fc1", "#4c9a52", "#9a6fb0", "#c08a2e", "#5b8a9a"]
FONT = 'font-family="sans-serif" font-size="12"'


def _document(width, height, parts):
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {FONT}>'
    return "\n".join([head, *parts, "</svg>"]) + "\n"


def _text(x, y, text, anchor="start", weight="normal"):
    style = f'fill="{INK}" text-anchor="{anchor}" font-weight="{weight}"'
    return f'<text x="{x:.0f}" y="{y:.0f}" {style}>{escape(text)}</text>'


def bars(title, groups):
    """Horizontal bars: groups of (name, [(series, value, label)]), each group scaled to its longest bar."""
    left, room, row = 150, 460, 18
    parts, y = [_text(8, 20, title, weight="bold")], 36
    colours = {}
    for name, series in groups:
        parts.append(_text(8, y + 14, name, weight="bold"))
        y += row + 2
        longest = max(value for _, value, _ in series)
        for who, value, label in series:
            colour = colours.setdefault(who, COLOURS[len(colours) % len(COLOURS)])
            length = max(1, room * value / longest)
            parts.append(_text(left - 8, y + 12, who, "end"))
            parts.append(f'<rect x="{left}" y="{y}" width="{length:.1f}" height="{row - 5}" rx="2" fill="{colour}"/>')
            parts.append(_text(left + length + 6, y + 12, label))
            y += row
        y += 10
    return _document(left + room + 120, y, parts)


def lines(title, x_name, y_name, series):
    """Lines on two logarithmic axes: series of (name, [(x, y)])."""
    width, height, left, right, top, bottom = 720, 400, 70, 150, 56, 50
    points = [point for _, line in series for point in line]
    (x0, x1), (y0, y1) = (_decades(min(p[axis] for p in points), max(p[axis] for p in points)) for axis in (0, 1))

    def across(x):
        return left + (width - left - right) * (math.log10(x) - x0) / (x1 - x0)

    def up(y):
        return height - bottom - (height - top - bottom) * (math.log10(y) - y0) / (y1 - y0)

    parts = [_text(8, 20, title, weight="bold"), _text((left + width - right) / 2, height - 12, x_name, "middle")]
    parts.append(_text(8, top - 8, y_name))
    for power in range(x0, x1 + 1):
        x = across(10**power)
        parts.append(
            f'<line x1="{x:.1f}" y1="{top}" x2="{x:.1f}" y2="{height - bottom}" stroke="{GRID}" stroke-opacity="0.3"/>'
        )
        parts.append(_text(x, height - bottom + 16, short(10**power), "middle"))
    for power in range(y0, y1 + 1):
        y = up(10**power)
        parts.append(
            f'<line x1="{left}" y1="{y:.1f}" x2="{width - right}" y2="{y:.1f}" stroke="{GRID}" stroke-opacity="0.3"/>'
        )
        parts.append(_text(left - 6, y + 4, short(10**power), "end"))
    ends = sorted(((up(line[-1][1]), number) for number, (_, line) in enumerate(series)))
    label_y = {}
    lowest = -math.inf
    for y, number in ends:
        lowest = max(y, lowest + 15)
        label_y[number] = lowest
    for number, (name, line) in enumerate(series):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{across(x):.1f},{up(y):.1f}" for x, y in line)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.extend(f'<circle cx="{across(x):.1f}" cy="{up(y):.1f}" r="3" fill="{colour}"/>' for x, y in line)
        end = across(line[-1][0]) + 10
        parts.append(f'<circle cx="{end:.1f}" cy="{label_y[number]:.1f}" r="4" fill="{colour}"/>')
        parts.append(_text(end + 8, label_y[number] + 4, name))
    return _document(width, height, parts)


def _decades(least, most):
    low, high = math.floor(math.log10(least)), math.ceil(math.log10(most))
    return low, max(high, low + 1)


def short(value):
    for unit, size in [("M", 1e6), ("k", 1e3)]:
        if value >= size:
            return f"{value / size:g} {unit}"
    return f"{value:g}"
