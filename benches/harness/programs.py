"""Builds the programs that are measured, and runs servers."""

import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

BENCHES = pathlib.Path(__file__).resolve().parent.parent
WORKSPACE = BENCHES.parent
PEERS = BENCHES / "peers"


def build(profile="release"):
    """Builds our programs in one of cargo's profiles, and returns their folder."""
    command = ["cargo", "build", "--profile", profile, "--locked", "--quiet", "--package", "xmlrpc-benches", "--bins"]
    subprocess.run(command, cwd=WORKSPACE, check=True)
    return target_directory(WORKSPACE) / profile


def build_peers():
    """Builds the programs that use other XML-RPC crates, and returns their folder."""
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet", "--bins"], cwd=PEERS, check=True)
    return target_directory(PEERS) / "release"


def target_directory(folder):
    """The folder into which cargo builds a workspace."""
    command = ["cargo", "metadata", "--format-version", "1", "--no-deps", "--locked"]
    metadata = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    return pathlib.Path(json.loads(metadata)["target_directory"])


def install(command, package):
    """Installs a Debian package if its command is missing."""
    if shutil.which(command) is None:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", package], check=True, stdout=subprocess.DEVNULL)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    """A server in a process of its own. The program takes the port as its last argument."""

    def __init__(self, command, core=None, environment=None, timeout=60):
        self.port = free_port()
        pinned = ["taskset", "--cpu-list", str(core)] if core is not None else []
        command = [*pinned, *map(str, command), str(self.port)]
        environment = os.environ | (environment or {})
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
        deadline = time.monotonic() + timeout
        while not self._listens():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.process.kill()
                raise RuntimeError(f"{command} does not listen: {self.process.stderr.read().decode()}")
            time.sleep(0.02)

    def _listens(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            return True
        except OSError:
            return False

    def cpu_seconds(self):
        """CPU time of all threads, in user space and in the kernel, including threads that have ended."""
        # The clock that clock_getcpuclockid(3) returns for a process.
        return time.clock_gettime((~self.process.pid << 3) | 2)

    def stop(self):
        """Stops the server, and returns what it wrote to stderr."""
        self.process.send_signal(signal.SIGTERM)
        _, errors = self.process.communicate(timeout=60)
        return errors.decode(errors="replace")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()
