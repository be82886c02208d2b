"""Draws `docs/plots/*.svg` from the stored figures. `python3 -m benches.plots` runs this with matplotlib installed.

The files are the same for the same figures: no date, no random identifiers, and text stays text. The background is
transparent and the text grey, which is readable on light and dark pages.
"""

import math

import matplotlib
from matplotlib import pyplot
from matplotlib.ticker import NullLocator

from benches import plots
from benches.harness import report

FOLDER = report.PAGE.parent / "plots"
GREY = "#7a7a7a"
COLOURS = ["#d9482b", "#2f7fc1", "#4c9a52", "#9a6fb0", "#c08a2e", "#5b8a9a"]
STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "plots",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.prop_cycle": matplotlib.cycler(color=COLOURS),
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.edgecolor": GREY,
    "axes.labelcolor": GREY,
    "grid.color": GREY,
    "grid.alpha": 0.3,
    "legend.frameon": False,
    "text.color": GREY,
    "xtick.color": GREY,
    "ytick.color": GREY,
}


def bars(name, title, groups):
    """Horizontal bars, a panel for each group, scaled to its longest bar."""
    figure, panels = pyplot.subplots(len(groups), figsize=(7.6, 1.5 * len(groups)), layout="constrained")
    figure.suptitle(title, x=0.01, ha="left", weight="bold")
    for panel, (group, values) in zip(panels, groups.items(), strict=True):
        drawn = panel.barh(list(values), list(values.values()), color=COLOURS)
        panel.bar_label(drawn, [report.number(value) for value in values.values()], padding=4)
        panel.set_title(group, size="medium")
        panel.invert_yaxis()
        panel.margins(x=0.12)
        panel.spines[["bottom", "left"]].set_visible(False)
        panel.tick_params(length=0)
        panel.xaxis.set_visible(False)
    save(name, figure)


def lines(name, title, x_label, y_label, series):
    """Lines on two logarithmic axes."""
    figure, panel = pyplot.subplots(figsize=(7.6, 4.2), layout="constrained")
    for label, points in series.items():
        panel.loglog(*zip(*points, strict=True), marker="o", markersize=4, label=label)
    panel.set(title=title, xlabel=x_label, ylabel=y_label)
    for axis in (panel.xaxis, panel.yaxis):
        axis.set_major_formatter(lambda value, _: report.short(value))
        axis.set_minor_locator(NullLocator())
    heights = [value for points in series.values() for _, value in points]
    panel.set_ylim(10 ** math.floor(math.log10(min(heights))), 10 ** math.ceil(math.log10(max(heights))))
    panel.grid()
    figure.legend(loc="outside right center")
    save(name, figure)


def save(name, figure):
    FOLDER.mkdir(exist_ok=True)
    figure.savefig(FOLDER / f"{name}.svg", transparent=True, metadata={"Date": None})
    pyplot.close(figure)


def main():
    matplotlib.use("svg")
    figures = plots.read()
    with pyplot.rc_context(STYLE):
        bars("end_to_end", "Calls per second of CPU time (longer is better)", figures["end_to_end"])
        lines(
            "connections",
            "Calls of add over many connections",
            "connections",
            "calls per second",
            figures["connections"],
        )
        lines(
            "in_flight",
            "Methods that wait for 10 ms",
            "methods in flight",
            "calls per second",
            figures["in_flight"],
        )
        lines(
            "documents",
            "A call with a long document",
            "bytes of the request",
            "CPU time, ms",
            figures["documents"],
        )


if __name__ == "__main__":
    main()
