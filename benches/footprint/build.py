"""What our crates add to a build: how many they are, and the CPU time of a clean debug build.

    python3 -m benches.footprint.build [ROUNDS] [--write]

Builds two packages from scratch, in turns: one that depends on actix-web with the features that we use, and one that
depends on xmlrpc-server. Compares the medians of their CPU time.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benches.harness import crates, report


def build(folder, name):
    """CPU time of a build from scratch, in seconds."""
    target = folder / "target"
    shutil.rmtree(target, ignore_errors=True)
    environment = os.environ | {"CARGO_INCREMENTAL": "0", "CARGO_TARGET_DIR": str(target)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["cargo", "build", "--quiet", "-j1"], cwd=folder / name, env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    times = {name: [] for name in crates.DEPENDENCIES}
    with tempfile.TemporaryDirectory() as folder:
        for name in crates.DEPENDENCIES:
            package = crates.write_package(folder, name)
            # Downloads are not a part of the build.
            subprocess.run(["cargo", "fetch", "--quiet"], cwd=package, check=True)
        for _ in range(numbers[0] if numbers else 3):
            for name, measured in times.items():
                measured.append(build(Path(folder), name))
    bare, ours = (statistics.median(times[name]) for name in ["bare", "ours"])
    beyond = crates.beyond_actix_web()
    rows = [
        ("crates beyond those of actix-web", len(beyond), "≤ 15"),
        ("clean debug build, CPU time ÷ bare actix-web", f"{ours / bare:.2f}", "≤ 1.25"),
    ]
    text = report.table(["what", "measured", "limit"], rows)
    print(f"{text}\n\n{bare:.1f} s and {ours:.1f} s of CPU time. The crates: {', '.join(beyond)}.")
    if "--write" in sys.argv:
        report.write("build", text)


if __name__ == "__main__":
    main()
