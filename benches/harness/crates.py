"""Counting crates."""

import subprocess

from .programs import WORKSPACE


def beyond_actix_web():
    """The crates that a server depends on, by default, and that actix-web with the same features does not bring."""
    tree = [
        "cargo",
        "tree",
        "--package",
        "xmlrpc-server",
        "--edges",
        "normal,build",
        "--prefix",
        "depth",
        "--no-dedupe",
    ]
    command = [*tree, "--locked", "--format", " {p}"]
    lines = subprocess.run(command, cwd=WORKSPACE, check=True, capture_output=True, text=True).stdout.splitlines()
    everything, bare, inside = set(), set(), None
    for line in lines:
        depth, crate, version, *_ = line.split()
        depth = int(depth)
        if inside is not None and depth <= inside:
            inside = None
        if inside is None and crate == "actix-web":
            inside = depth
        everything.add(f"{crate} {version}")
        if inside is not None:
            bare.add(f"{crate} {version}")
    return sorted(everything - bare)
