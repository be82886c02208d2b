"""The recorded figures that the gate compares with: no figure may be more than 2 % worse than its record.

`python3 -m benches.instructions.gate --record` replaces the records. Do that after an improvement, after an update of the
compiler, or with a commit that says why a figure may be worse.
"""

import json
import pathlib

from benches.harness import report
from benches.instructions import changes

RECORDS = pathlib.Path(__file__).resolve().parent / "baseline.json"
# Runs of one program differ by up to 1 %.
ROOM = 1.02


def record(figures):
    """Replaces the records: counts as whole numbers, ratios with four digits."""
    rounded = {name: round(value) if value >= 1000 else round(value, 4) for name, value in figures.items()}
    RECORDS.write_text(json.dumps(dict(sorted(rounded.items())), indent=2, ensure_ascii=False) + "\n")


def worse(figures):
    """A sentence for each figure that is worse than its record allows, or has none."""
    records = json.loads(RECORDS.read_text())
    for name, value in figures.items():
        if name not in records:
            yield f"{name}: no record; run the gate with --record"
        elif value > records[name] * ROOM:
            yield (
                f"{name}: {report.number(value)}, recorded {report.number(records[name])}, "
                f"{value / records[name]:.3f} times{changes.hint(name, value)}"
            )
