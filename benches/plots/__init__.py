"""The plots of the page on performance, drawn by matplotlib from `figures.json`.

The measurements store their figures here. Drawing is a step of its own, so that it can be repeated without measuring.
"""

import json
import pathlib
import shutil
import subprocess
import sys

from benches.harness.programs import WORKSPACE

HERE = pathlib.Path(__file__).resolve().parent
FIGURES = HERE / "figures.json"
REQUIREMENTS = HERE / "requirements.txt"


def read():
    """The figures of each plot, by series."""
    return json.loads(FIGURES.read_text())


def write(name, series):
    """Stores the figures of one plot, one series a line, and draws the plots again."""
    figures = read() | {name: series}
    FIGURES.write_text("{\n" + ",\n".join(_entry(*plot) for plot in figures.items()) + "\n}\n")
    draw()


def _entry(name, series):
    lines = (f"    {json.dumps(key)}: {json.dumps(_rounded(values))}" for key, values in series.items())
    return f"  {json.dumps(name)}: {{\n" + ",\n".join(lines) + "\n  }"


def _rounded(values):
    """Four digits are enough for a plot; counts of bytes stay exact."""
    if isinstance(values, dict):
        return {key: _rounded(value) for key, value in values.items()}
    if isinstance(values, list | tuple):
        return [_rounded(value) for value in values]
    return float(f"{values:.4g}") if isinstance(values, float) else values


def draw():
    """Draws all plots, with a matplotlib that is installed into `target/plots` if it is not there yet."""
    folder = WORKSPACE / "target" / "plots"
    python, installed = folder / "bin" / "python", folder / "requirements.txt"
    if not installed.exists() or installed.read_text() != REQUIREMENTS.read_text():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--requirement", REQUIREMENTS], check=True)
        shutil.copy(REQUIREMENTS, installed)
    subprocess.run([python, "-m", "benches.plots.draw"], cwd=WORKSPACE, check=True)
