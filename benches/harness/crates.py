"""The crates that xmlrpc-server depends on and a bare actix-web does not."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from .programs import WORKSPACE

# The dependencies of two packages: actix-web with the features that we use, and our server with its default features.
DEPENDENCIES = {
    "bare": 'actix-web = { version = "4", default-features = false }',
    "ours": f'xmlrpc-server = {{ path = "{WORKSPACE / "xmlrpc-server"}" }}',
}


def write_package(folder, name):
    """Writes a package with one dependency, in the versions of the workspace's lock file."""
    package = Path(folder) / name
    (package / "src").mkdir(parents=True)
    (package / "src" / "lib.rs").write_text("")
    (package / "Cargo.toml").write_text(
        f'[package]\nname = "{name}"\nversion = "0.0.0"\nedition = "2024"\n\n'
        f"[dependencies]\n{DEPENDENCIES[name]}\n\n[workspace]\n"
    )
    shutil.copy(WORKSPACE / "Cargo.lock", package / "Cargo.lock")
    return package


def beyond_actix_web():
    """The crates that the server depends on and bare actix-web does not."""
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = (_crates(write_package(folder, name)) for name in ["ours", "bare"])
    return sorted(ours - bare)


def _crates(package):
    tree = ["cargo", "tree", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"]
    output = subprocess.run(tree, cwd=package, check=True, capture_output=True, text=True).stdout
    names = {" ".join(line.split()[:2]) for line in output.splitlines() if line.strip()}
    return {name for name in names if not name.startswith(f"{package.name} ")}
